import type { Json, JsonObject } from "../contract/json.js";
import { keysOf } from "./pointer.js";

/** The part of a self-contained schema at `#/…`, with a `$ref` followed; an empty schema where there is none. */
export function schemaAt(root: JsonObject, place: string): JsonObject {
  const found = lookUp(root, place);
  return asSchema(root, found);
}

/** The branches of the `anyOf` or `oneOf` at `#/…`. */
export function branchesAt(root: JsonObject, place: string): readonly JsonObject[] {
  const found = lookUp(root, place);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** A few words for what a schema accepts: `a string`, `an object with \`a\``, `"x" or "y"`. */
export function describe(root: JsonObject, schema: JsonObject): string {
  const { const: constant, enum: allowed, type, required } = asSchema(root, schema);
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(allowed)) return listed(allowed.map((value) => JSON.stringify(value)));
  if (Array.isArray(type)) return describeTypes(type);
  if (type === "object" && Array.isArray(required) && required.length > 0) {
    return `an object with ${required.map((name) => `\`${name}\``).join(", ")}`;
  }
  return typeNames[String(type)] ?? "another form";
}

/** Type names of a schema as a choice: `a string or null`. */
export function describeTypes(types: readonly unknown[]): string {
  return listed(types.map((each) => typeNames[String(each)] ?? String(each)));
}

/** Words joined as a choice, at most 20 of them. */
export function listed(words: readonly string[]): string {
  const unique = [...new Set(words)];
  const shown = unique.slice(0, 20);
  const rest = unique.length > shown.length ? [`${unique.length - shown.length} more`] : [];
  const all = [...shown, ...rest];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
};

function asSchema(root: JsonObject, found: Json | undefined): JsonObject {
  if (!isObject(found)) return {};
  const { $ref } = found;
  return typeof $ref === "string" && $ref !== "#" ? asSchema(root, lookUp(root, $ref)) : found;
}

function lookUp(root: JsonObject, place: string): Json | undefined {
  let at: Json | undefined = root;
  for (const key of keysOf(decodeURIComponent(place.replace(/^#/, "")))) {
    if (!isContainer(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

function isContainer(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return isContainer(value) && !Array.isArray(value);
}
