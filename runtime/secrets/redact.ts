import type { Json } from "../contract/json.js";

/** Shorter values are not redacted: they would tear ordinary words apart. */
export const minRedactedLength = 4;

/** Replaces secret values by `[redacted]`. */
export type Redact = (text: string) => string;

const unchanged: Redact = (text) => text;

/**
 * Replaces every value of at least `minRedactedLength` characters, also where it stands encoded for a URL or inside a
 * JSON string. Longer values go first, so that one which holds another disappears whole.
 */
export function redactor(values: Iterable<string>): Redact {
  const forms = new Set<string>();
  for (const value of values) {
    if (value.length < minRedactedLength) continue;
    forms.add(value).add(JSON.stringify(value).slice(1, -1)).add(encoded(value));
  }
  if (forms.size === 0) return unchanged;
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((redacted, form) => redacted.replaceAll(form, "[redacted]"), text);
}

/** Redacts every string and every key of a value. */
export function redactJson(value: Json, redact: Redact): Json {
  if (redact === unchanged) return value;
  if (typeof value === "string") return redact(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactJson(item, redact)]));
}

/** Every secret value that a call received. */
export function valuesOf(secrets: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly string[] {
  const found: string[] = [];
  // In a loop: every call with secrets comes here, and in a lane `flatMap` costs more than all the rest of it.
  for (const values of secrets.values()) for (const value of values.values()) found.push(value);
  return found;
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value; // a lone surrogate has no encoding
  }
}
