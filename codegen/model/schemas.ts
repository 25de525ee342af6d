import { Ajv, type Options } from "ajv";
import formats from "ajv-formats";

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
  const compiler = new Ajv({ ...schemaOptions, ...options });
  compiler.addVocabulary(["x-widget"]);
  // A CommonJS default export: the function itself under tsx and esbuild, its namespace under Node.
  const addFormats = (formats as unknown as { default?: typeof formats.default }).default ?? formats;
  (addFormats as typeof formats.default)(compiler);
  return compiler;
}
