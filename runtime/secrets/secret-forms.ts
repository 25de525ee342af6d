import { Buffer } from "node:buffer";
import { maxEncodedSecretChars, minPartSymbols, minRedactedChars, minSymbols } from "../contract/limits.js";
import { base64Of, spellingOf } from "./short-spelling.js";
import { Symbols } from "./symbols.js";

/** A spelling of a secret value as symbols, and what of it counts as a find. */
export interface Pattern {
  readonly symbols: Uint8Array;
  /** Parts that count alone, such as the lines of a key: pairs of their first symbol and the one behind their last. */
  readonly parts: readonly number[];
  /** Characters of the value before its first and behind its last symbol, which are no symbols. */
  readonly lead: string;
  readonly trail: string;
  /** In base64 characters share the bits of bytes; `bytes` are written one by one, in hex or as numbers. */
  readonly form: "text" | "base64" | "bytes";
}

/** All forms in which a value is looked for. */
export interface SecretForms {
  readonly patterns: readonly Pattern[];
  /** Matches the spellings of a value that has too few symbols to be known by them alone. */
  readonly spelling?: RegExp;
}

const valueSymbols = new Symbols();

/** Returns the forms of a value; none if it is so short that they would tear ordinary words apart. */
export function formsOf(value: string): SecretForms {
  const trimmed = value.trim();
  if (trimmed.length < minRedactedChars) return { patterns: [] };
  if (valueSymbols.read(value).length < minSymbols) return { patterns: [], spelling: spellingOf(value) };
  const plain = plainPattern(value);
  const patterns = [plain, ...literalPattern(value, plain), ...encodedPatterns(value, trimmed)];
  // What stands beside so short a value may change how it reads.
  return plain.symbols.length < minSymbols + edgeSymbols ? { patterns, spelling: spellingOf(value) } : { patterns };
}

/** Symbols that may be missing at either edge of a find, because what stands beside it changed how they read. */
export const edgeSymbols = 4;

/** Returns the pattern of the value that `valueSymbols` has read. */
function plainPattern(value: string): Pattern {
  const { starts, ends, length } = valueSymbols;
  const lead = value.slice(0, starts[0]).trimStart().slice(-maxEdgeChars);
  const trail = value.slice(ends[length - 1]).slice(0, maxEdgeChars);
  return { symbols: valueSymbols.copy(), parts: partsOf(value), lead, trail, form: "text" };
}

/**
 * Returns the pattern of a value that holds what reads as an escape, such as `%41`: where each character was escaped by itself, as
 * `\\u0025\\u0034\\u0031`, it reads otherwise than where it stands as it is.
 */
function literalPattern(value: string, plain: Pattern): readonly Pattern[] {
  const symbols = valueSymbols.readLiterally(value).copy();
  if (symbols.length === plain.symbols.length && symbols.every((each, at) => each === plain.symbols[at])) return [];
  return symbols.length < minSymbols ? [] : [{ ...plain, symbols, parts: [] }];
}

/** Characters without symbols at either end of a value that are replaced with it. */
const maxEdgeChars = 64;

/** Lines, also of text within JSON; the first and last lines of a key in PEM form are known to everybody. */
function partsOf(value: string): readonly number[] {
  const { starts, length, bytes } = valueSymbols;
  const parts: number[] = [];
  let from = 0;
  const lines = value.matchAll(/(?:[^\r\n\\]|\\+(?![\\nr]))+/g);
  for (const { 0: line, index } of lines) {
    if (line.length === value.length) return [];
    while (from < length && (starts[from] ?? 0) < index) from++;
    const first = from;
    while (from < length && (starts[from] ?? 0) < index + line.length) from++;
    const size = from - first;
    const isTold = size >= minPartSymbols || (size >= minSymbols && isRandom(bytes, first, from));
    if (isTold && !/-----(?:BEGIN|END) /.test(line)) parts.push(first, from);
  }
  return parts;
}

/** Returns whether symbols look like those of a key: their kinds (small, capital, digit) change more often than in words. */
export function isRandom(bytes: Uint8Array, start: number, end: number): boolean {
  let changes = 0;
  for (let at = start + 1; at < end; at++) if (kindOf(bytes[at] ?? 0) !== kindOf(bytes[at - 1] ?? 0)) changes++;
  return changes * 10 >= (end - start) * 3;
}

function kindOf(byte: number): number {
  return byte < 58 ? 0 : byte < 91 ? 1 : byte < 128 ? 2 : 3;
}

/** Base64 at each offset within a longer text, hex and lists of bytes, of a value and of what clients make of it before. */
function encodedPatterns(value: string, trimmed: string): readonly Pattern[] {
  const texts = new Set([value, trimmed, jsonEscaped(value), urlEncoded(trimmed)]);
  const base64 = new Set([...texts].flatMap((text) => base64Of(bytesOf(text))));
  const bytes = bytesOf(trimmed);
  const hex = bytes.toString("hex");
  const numbers = [hex, hex.toUpperCase(), bytes.join("")];
  return [
    ...[...base64].flatMap((text) => encodedPattern(text, "base64")),
    ...numbers.flatMap((text) => encodedPattern(text, "bytes")),
  ];
}

function encodedPattern(text: string, form: Pattern["form"]): readonly Pattern[] {
  const symbols = valueSymbols.read(text).copy();
  return symbols.length < minSymbols ? [] : [{ symbols, parts: [], lead: "", trail: "", form }];
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text.slice(0, maxEncodedSecretChars));
}

/** Returns a text as it stands within a JSON string. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Returns a text as it stands in a URL; itself if it has no such form. */
export function urlEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value; // a lone surrogate has no encoding
  }
}
