import { Ajv, type Options } from "ajv";
import formats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";

/**
 * How every emitted schema is compiled, here and in the tests. `ownProperties`, because a key named `constructor` goes
 * wrong without it; nothing is coerced, filled in or removed.
 */
export const schemaOptions: Options = {
  strict: true,
  allowUnionTypes: true,
  strictTuples: false,
  ownProperties: true,
  allErrors: true,
  validateSchema: false,
};

/** A fresh compiler: one that is shared would number what it generates by what came before. */
export function createCompiler(options: Options = {}): Ajv {
  const compiler = new Ajv({ ...schemaOptions, ...options });
  compiler.addVocabulary(["x-widget"]);
  // A CommonJS default export: the function itself under tsx and esbuild, its namespace under Node.
  const addFormats = (formats as unknown as { default?: typeof formats.default }).default ?? formats;
  (addFormats as typeof formats.default)(compiler);
  return compiler;
}

/** The formats that validators know. */
export const formatNames: readonly string[] = Object.keys(fullFormats).sort();
