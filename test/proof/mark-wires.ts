import type { Json, JsonSchema } from "../../runtime/contract/json.js";

/** The schema of values as a function sees them: what has a wire form is not that form but an object that names it. */
export function markWires(schema: JsonSchema): JsonSchema {
  const mark = (value: Json, isProperties: boolean): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => mark(item, false));
    if (typeof value !== "object" || value === null) return value;
    const all = value as Record<string, Json>;
    const kind = isProperties ? undefined : wireOf(all);
    if (kind !== undefined) return { const: { wire: kind } };
    const entries = Object.entries(all).map(([key, item]) => {
      const isData = !isProperties && ["enum", "const", "default", "examples"].includes(key);
      return [key, isData ? item : mark(item, !isProperties && (key === "properties" || key === "definitions"))];
    });
    return Object.fromEntries(entries);
  };
  return mark(schema as Json, false) as JsonSchema;
}

/** A value as a function sees it, with what has a wire form named as `markWires` names it. */
export function markValues(value: unknown): unknown {
  if (typeof value === "bigint") return { wire: "bigint" };
  if (value instanceof Date) return { wire: "date" };
  if (value instanceof URL) return { wire: "url" };
  if (value instanceof Uint8Array) return { wire: "bytes" };
  if (Array.isArray(value)) return value.map(markValues);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, markValues(item)]));
}

/** Names the wire form that a schema describes, if any; in these tests no tag of an author makes one that looks the same. */
function wireOf({ format, pattern, contentEncoding }: Readonly<Record<string, Json>>): string | undefined {
  if (format === "date-time") return "date";
  if (format === "uri") return "url";
  if (contentEncoding === "base64") return "bytes";
  return pattern === "^-?(?:0|[1-9][0-9]*)$" ? "bigint" : undefined;
}
