import type { Json, JsonObject } from "actionary";

/** What a JSON object has under a name. */
export function jsonField(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  return Object.hasOwn(json, name) ? (json as JsonObject)[name] : undefined;
}

/** The text that a JSON object has under a name. */
export function textField(json: Json | undefined, name: string): string | undefined {
  const value = jsonField(json, name);
  return typeof value === "string" ? value : undefined;
}
