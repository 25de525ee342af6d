import type { Ajv, Options } from "ajv";
import type formats from "ajv-formats";
import { loadPackage } from "../packages/load-package.js";

/**
 * Options by which every emitted schema is compiled, here and in the tests. Without `ownProperties` a key named
 * `constructor` fails. Nothing is coerced, filled in or removed.
 */
export const schemaOptions: Options = {
  strict: true,
  allowUnionTypes: true,
  strictTuples: false,
  // A named property beside keys by a template may match that template.
  allowMatchingProperties: true,
  ownProperties: true,
  allErrors: true,
  validateSchema: false,
};

/** Returns a new compiler: a shared one numbers the code that it generates, which then depends on earlier schemas. */
export function createCompiler(options: Options = {}): Ajv {
  const { Ajv: Compiler } = loadPackage("ajv") as { readonly Ajv: typeof Ajv };
  const compiler = new Compiler({ ...schemaOptions, ...options });
  compiler.addVocabulary(["x-widget"]);
  const { default: addFormats } = loadPackage("ajv-formats") as typeof formats;
  addFormats(compiler);
  return compiler;
}
