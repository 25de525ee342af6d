import type { Json } from "../contract/json.js";
import { minRedactedChars } from "../contract/limits.js";

/** Replaces secret values by `[redacted]`. */
export type Redact = (text: string) => string;

const unchanged: Redact = (text) => text;

/**
 * Returns a function that replaces every value of at least `minRedactedChars` characters, also encoded for a URL or as part of
 * a JSON string. Longer values are replaced first, so that a value which contains another is replaced as a whole.
 */
export function redactor(values: Iterable<string>): Redact {
  const forms = new Set<string>();
  for (const value of values) {
    if (value.length < minRedactedChars) continue;
    forms.add(value).add(JSON.stringify(value).slice(1, -1)).add(urlEncoded(value));
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

/** Returns all secret values of a call. */
export function listSecretValues(secrets: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly string[] {
  const found: string[] = [];
  // In a loop: every call with secrets comes here, and in a lane `flatMap` costs more than all the rest of it.
  for (const values of secrets.values()) for (const value of values.values()) found.push(value);
  return found;
}

function urlEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value; // a lone surrogate has no encoding
  }
}
