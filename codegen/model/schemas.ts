import { Ajv, type Options } from "ajv";
import formats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";

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

/**
 * Pattern of numbers as keys, which JSON has as texts, written as in JavaScript: up to 15 digits, six of them decimals.
 */
export const numberKeys = "^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\\.[0-9]{0,5}[1-9])$";

/** Patterns of the holes of template literal types, by the type that fills them; without their anchors. */
export const holePatterns = {
  // Any text, line breaks included.
  string: "[\\s\\S]*",
  // Any number as JavaScript writes it, except those that overflow to infinity.
  number: "-?(?:0|[1-9][0-9]{0,20})(?:\\.[0-9]{1,20})?(?:e[+-]?(?:[12][0-7][0-9]|[0-9]{1,2}))?",
  bigint: "-?(?:0|[1-9][0-9]*)",
} as const;

/** Returns a new compiler: a shared one numbers the code that it generates, which then depends on earlier schemas. */
export function createCompiler(options: Options = {}): Ajv {
  const compiler = new Ajv({ ...schemaOptions, ...options });
  compiler.addVocabulary(["x-widget"]);
  // A CommonJS default export: the function itself under tsx and esbuild, its namespace under Node.
  const addFormats = (formats as unknown as { default?: typeof formats.default }).default ?? formats;
  (addFormats as typeof formats.default)(compiler);
  return compiler;
}

/** Names of the formats that validators check. */
export const formatNames: readonly string[] = Object.keys(fullFormats).sort();
