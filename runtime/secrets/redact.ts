import { Buffer } from "node:buffer";
import type { Json } from "../contract/json.js";
import {
  maxKnownSecretChars,
  maxKnownSecrets,
  maxSecretChars,
  minRedactedChars,
  searchOverlapChars,
  searchWindowChars,
} from "../contract/limits.js";
import type { SecretValues } from "./resolve.js";
import { formsOf, jsonEscaped, urlEncoded } from "./secret-forms.js";
import { type Finds, SecretIndex } from "./secret-index.js";

/** Takes secret values out of text. */
export interface Redaction {
  /** Returns a text with `[redacted]` in the place of each value, and at most about `maxChars` characters of it. */
  redact(text: string, maxChars?: number): string;
  /** Returns where to cut a text, up to `at`: before a value that lies across it, or that the text may have begun and not ended. */
  cutBefore(text: string, at: number): number;
  /** Returns the same, at the beginning of a line; `at` is one. */
  cutBeforeLine(text: string, at: number): number;
}

/** For text of times when there are no secrets. */
export const noRedaction: Redaction = {
  redact: (text, maxChars) => (maxChars === undefined ? text : text.slice(0, maxChars)),
  cutBefore: (_, at) => at,
  cutBeforeLine: (_, at) => at,
};

const mark = "[redacted]";

/** Finds in a text that is searched part by part. */
class Found implements Finds {
  readonly spans: [start: number, end: number][] = [];
  /** Where a value begins that the text does not end; infinite if there is none. */
  open: number = Number.POSITIVE_INFINITY;
  /** Where the part begins. */
  from = 0;

  add(start: number, end: number): void {
    this.spans.push([this.from + start, this.from + end]);
  }

  addOpen(start: number): void {
    this.open = Math.min(this.open, this.from + start);
  }
}

/** Values that came in one stretch of time; found in the forms that were made when a text was first searched. */
class Generation {
  readonly #values = new Set<string>();
  #chars = 0;
  #added: string[] = [];
  #index: SecretIndex | undefined;

  get isFull(): boolean {
    return this.#values.size >= maxKnownSecrets / 2 || this.#chars >= maxKnownSecretChars / 2;
  }

  has(value: string): boolean {
    return this.#values.has(value);
  }

  add(value: string): void {
    this.#values.add(value);
    this.#chars += value.length;
    this.#added.push(value);
  }

  find(text: string, finds: Finds): void {
    if (this.#added.length > 0) this.#build();
    this.#index?.find(text, finds);
  }

  #build(): void {
    this.#index ??= new SecretIndex();
    for (const value of this.#added) this.#index.add(formsOf(value));
    this.#added = [];
  }
}

/**
 * Replaces every value that it was told of, in any form in which programs write it: one for all calls of a lane or a runtime, so
 * that what an earlier call was given is not seen in the text of a later one. Keeps the latest values, by number and by length.
 */
export class Redactor implements Redaction {
  #latest = new Generation();
  #earlier: Generation | undefined;
  #isEmpty = true;

  /** Remembers the values of a call. Cheap for values that are known. */
  learn(secrets: SecretValues): void {
    // In loops: every call with secrets comes here.
    for (const name of Object.keys(secrets)) {
      const values = secrets[name] as Readonly<Record<string, string>>;
      for (const key of Object.keys(values)) this.#learnValue(values[key] as string);
    }
  }

  redact(text: string, maxChars: number = Number.POSITIVE_INFINITY): string {
    if (this.#isEmpty) return text.length > maxChars ? text.slice(0, maxChars) : text;
    // What follows the cut is searched too: it may end a value that has begun.
    const seen = text.length > maxChars + searchOverlapChars ? text.slice(0, maxChars + searchOverlapChars) : text;
    const spans = this.#find(seen);
    if (spans.length === 0) return text.length > maxChars ? text.slice(0, maxChars) : text;
    let redacted = "";
    let from = 0;
    for (const [start, end] of spans) {
      if (start >= maxChars) break;
      redacted += text.slice(from, start) + mark;
      from = end;
    }
    return redacted + text.slice(from, Math.max(from, Math.min(maxChars, text.length)));
  }

  cutBefore(text: string, at: number): number {
    return this.#cutBefore(text, at, (cut) => cut);
  }

  cutBeforeLine(text: string, at: number): number {
    return this.#cutBefore(text, at, (cut) => (cut === 0 ? 0 : text.lastIndexOf("\n", cut - 1) + 1));
  }

  /** `allowed` returns the last place, up to another one, at which a text may be cut. */
  #cutBefore(text: string, at: number, allowed: (cut: number) => number): number {
    if (this.#isEmpty) return at;
    const found = new Found();
    this.#search(text, found);
    let cut = allowed(Math.min(at, found.open));
    const spans = merged(found.spans);
    // From the last one on: a place before one value may lie within an earlier one.
    for (let each = spans.length - 1; each >= 0; each--) {
      const [start, end] = spans[each] as readonly [number, number];
      if (start < cut && cut < end) cut = allowed(start);
    }
    return cut;
  }

  #learnValue(whole: string): void {
    const value = whole.length > maxSecretChars ? whole.slice(0, maxSecretChars) : whole;
    if (this.#latest.has(value)) return;
    if (this.#latest.isFull) {
      this.#earlier = this.#latest;
      this.#latest = new Generation();
    }
    this.#isEmpty = false;
    this.#latest.add(value);
  }

  /** Returns where values stand, in order and without overlaps. */
  #find(text: string): readonly (readonly [start: number, end: number])[] {
    const found = new Found();
    this.#search(text, found);
    return found.spans.length < 2 ? found.spans : merged(found.spans);
  }

  #search(text: string, found: Found): void {
    const step = searchWindowChars - searchOverlapChars;
    for (let from = 0; from === 0 || from + searchOverlapChars < text.length; from += step) {
      const part = text.length > searchWindowChars ? text.slice(from, from + searchWindowChars) : text;
      found.from = from;
      found.open = Number.POSITIVE_INFINITY; // that of the last part counts
      this.#latest.find(part, found);
      this.#earlier?.find(part, found);
    }
  }
}

/** Redaction for one call, whose own values are never forgotten while it goes on. */
export class CallRedaction implements Redaction {
  readonly #redactor: Redactor;
  readonly #secrets: SecretValues;

  constructor(redactor: Redactor, secrets: SecretValues) {
    this.#redactor = redactor;
    this.#secrets = secrets;
  }

  redact(text: string, maxChars?: number): string {
    this.#redactor.learn(this.#secrets);
    return this.#redactor.redact(text, maxChars);
  }

  cutBefore(text: string, at: number): number {
    this.#redactor.learn(this.#secrets);
    return this.#redactor.cutBefore(text, at);
  }

  cutBeforeLine(text: string, at: number): number {
    this.#redactor.learn(this.#secrets);
    return this.#redactor.cutBeforeLine(text, at);
  }
}

/** Returns whether a text, such as a result as JSON, holds one of these values as it is or escaped. */
export function revealsSecret(text: string, secrets: SecretValues): boolean {
  // In loops, and by nothing that depends on expressions or species: the result of every call with secrets comes here, and they
  // are not restored for it.
  for (const name of Object.keys(secrets)) {
    const values = secrets[name] as Readonly<Record<string, string>>;
    for (const key of Object.keys(values)) if (holds(text, values[key] as string)) return true;
  }
  return false;
}

function holds(text: string, value: string): boolean {
  if (value.length < minRedactedChars) return false;
  return text.includes(jsonEscaped(value)) || text.includes(value) || text.includes(urlEncoded(value));
}

/** Redacts every string, every key and every number of a value, and bytes that are written as numbers. */
export function redactJson(value: Json, redaction: Redaction): Json {
  if (redaction === noRedaction) return value;
  if (typeof value === "string") return redaction.redact(value);
  if (typeof value === "number") return isSecretNumber(value, redaction) ? mark : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return redactList(value, redaction);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redaction.redact(key), redactJson(item, redaction)]),
  );
}

function redactList(list: readonly Json[], redaction: Redaction): Json {
  if (typeof list[0] === "number" && list.every((item) => typeof item === "number")) {
    // Whatever the bytes write, and the numbers themselves.
    return [Buffer.from(list as number[]).toString(), list.join(",")].every((text) => redaction.redact(text) === text)
      ? list
      : mark;
  }
  return list.map((item) => redactJson(item, redaction));
}

/** Returns whether a number is a value of digits alone, such as a PIN. */
function isSecretNumber(value: number, redaction: Redaction): boolean {
  if (Math.abs(value) < 10 ** (minRedactedChars - 1)) return false;
  const text = String(value);
  return redaction.redact(text) !== text;
}

function merged(spans: [number, number][]): readonly (readonly [number, number])[] {
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const result: [number, number][] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
    else result.push(span);
  }
  return result;
}
