import { isJsonObject, type Json, type JsonObject } from "../contract/json.js";
import { maxListedWords } from "../contract/limits.js";
import { keysOfPointer } from "./pointer.js";

/** Returns the part of a self-contained schema at `#/…`, with a `$ref` followed; an empty schema if there is none. */
export function schemaAt(root: JsonObject, pointer: string): JsonObject {
  const found = findAt(root, pointer);
  return asSchema(root, found);
}

/** Returns the branches of the `anyOf` or `oneOf` at `#/…`. */
export function branchesAt(root: JsonObject, pointer: string): readonly JsonObject[] {
  const found = findAt(root, pointer);
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}

/** Describes in a few words the values that a schema accepts: `a string`, `an object with \`a\``, `"x" or "y"`. */
export function describeSchema(root: JsonObject, schema: JsonObject): string {
  const { const: constant, enum: allowed, type, required } = asSchema(root, schema);
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(allowed)) return listChoices(allowed.map((value) => JSON.stringify(value)));
  if (Array.isArray(type)) return describeTypes(type);
  if (type === "object" && Array.isArray(required) && required.length > 0) {
    return `an object with ${required.map((name) => `\`${name}\``).join(", ")}`;
  }
  return typeNames[String(type)] ?? "another form";
}

/** Joins type names of a schema as a choice: `a string or null`. */
export function describeTypes(types: readonly unknown[]): string {
  return listChoices(types.map((each) => typeNames[String(each)] ?? String(each)));
}

/** Joins words as a choice, at most `maxListedWords` of them. */
export function listChoices(words: readonly string[]): string {
  const unique = [...new Set(words)];
  const shown = unique.slice(0, maxListedWords);
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
  if (!isJsonObject(found)) return {};
  const { $ref } = found;
  return typeof $ref === "string" && $ref !== "#" ? asSchema(root, findAt(root, $ref)) : found;
}

function findAt(root: JsonObject, pointer: string): Json | undefined {
  let at: Json | undefined = root;
  for (const key of keysOfPointer(decodeURIComponent(pointer.replace(/^#/, "")))) {
    if (!isContainer(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

function isContainer(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null;
}
