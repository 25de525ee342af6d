import type { Json, JsonSchema } from "../../../runtime/contract/json.js";
import type { ActionEntry } from "../../../runtime/contract/manifest.js";

/** Returns arguments of a call as JSON: the author's first example, else a value for each required parameter. */
export function callExample(entry: ActionEntry): string {
  const [example] = entry.examples;
  if (example) return JSON.stringify(example.input);
  const properties = (entry.input.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const definitions = (entry.input.definitions ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = entry.parameters.filter((parameter) => parameter.required);
  return JSON.stringify(
    Object.fromEntries(required.map(({ name }) => [name, sample(properties[name] ?? {}, definitions, [])])),
  );
}

function sample(schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>, open: readonly string[]): Json {
  const inner = [schema.allOf ?? schema.anyOf ?? schema.oneOf ?? []].flat()[0] as unknown as JsonSchema | undefined;
  if (inner) return sample(inner, definitions, open);
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.slice("#/definitions/".length);
    return open.includes(name) ? null : sample(definitions[name] ?? {}, definitions, [...open, name]);
  }
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return (schema.enum as readonly Json[])[0] ?? null;
  switch ([schema.type].flat()[0]) {
    case "string":
      return "…";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return sampleObject(schema, definitions, open);
    default:
      return null;
  }
}

function sampleObject(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  open: readonly string[],
): Json {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema.required ?? []) as readonly string[];
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {}, definitions, open)]));
}
