/** Any value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Returns whether a value that came from JSON is an object, neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON Schema, draft-07, as Actionary emits it; self-contained (`definitions` inside), with the annotation `x-widget`. */
export interface JsonSchema {
  readonly [keyword: string]: Json | undefined;
}
