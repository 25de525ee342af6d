import standalone from "ajv/dist/standalone/index.js";
import { isJsonObject, type Json, type JsonSchema } from "../../runtime/contract/json.js";
import { createCompiler } from "../model/schemas.js";

/** Modules of Ajv that standalone validators require when they run. */
export const helperModules = [
  "ajv/dist/runtime/equal",
  "ajv/dist/runtime/ucs2length",
  "ajv/dist/runtime/validation_error",
  "ajv-formats/dist/formats",
] as const;

/** Returns the code of a validator without the import of its `helpers`, whose path is not known yet. */
export function compileValidator(schema: JsonSchema): string {
  const text = JSON.stringify(JSON.stringify(schema));
  return `${compileRules(withoutAnnotations(schema as Json) as JsonSchema)}\nexport const schema = ${text};\n`;
}

const compiler = createCompiler({
  // Optimizing takes a third of the time and saves a tenth of the code. Code that is only printed need not be parsed.
  code: { source: true, esm: true, optimize: false, process: () => "return () => {}" },
});
const standaloneCode = (standalone as unknown as { default?: typeof standalone.default }).default ?? standalone;

function compileRules(schema: JsonSchema): string {
  // Otherwise it numbers the names in the code by earlier schemas; a new compiler takes as long as a small schema.
  Object.assign(compiler.scope, { _names: {}, _values: {}, _scope: {} });
  const code = (standaloneCode as typeof standalone.default)(compiler, compiler.compile(schema));
  compiler.removeSchema(schema);
  return code.replace(/\brequire\("([^"]+)"\)/g, (_, name: string) => {
    if (!helperModules.some((each) => each === name)) throw new Error(`validators need ${name}, which the build lacks`);
    return `helpers[${JSON.stringify(name)}]`;
  });
}

/** Keywords that do not decide what is valid; they would make the code larger. */
const annotations: ReadonlySet<string> = new Set(["title", "description", "default", "examples", "x-widget"]);
/** Keywords whose values are not schemas. */
const values: ReadonlySet<string> = new Set(["const", "enum"]);
/** Keywords whose values hold schemas by name. */
const named: ReadonlySet<string> = new Set(["definitions", "patternProperties", "properties"]);

function withoutAnnotations(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutAnnotations);
  return mapEntries(schema, (keyword, value) => {
    if (annotations.has(keyword)) return undefined;
    if (values.has(keyword)) return value;
    return named.has(keyword) ? mapEntries(value, (_, each) => withoutAnnotations(each)) : withoutAnnotations(value);
  });
}

function mapEntries(json: Json, change: (key: string, value: Json) => Json | undefined): Json {
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json);
  const changed = entries.map(([key, value]) => [key, change(key, value)] as const);
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined)) as Json;
}
