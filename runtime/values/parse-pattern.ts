import { charCodeAt, execute, sliceText } from "./intrinsics.js";

/** A pattern as a tree. `test` is the source of an atom that matches one character. */
export type PatternNode =
  | { readonly kind: "char"; readonly test: string }
  | { readonly kind: "start" | "end" | "word-edge" | "no-word-edge" }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly part: PatternNode; readonly min: number; readonly max: number };

/** A pattern with what must and must not follow its start, in trees of their own. */
export interface ParsedPattern {
  readonly main: PatternNode;
  readonly ahead: readonly { readonly part: PatternNode; readonly isWanted: boolean }[];
}

/** Error of a pattern that has more than a regular language can say: backreferences, or assertions in its middle. */
export class IrregularPattern extends Error {}

/** Parses a pattern that JavaScript accepts with the flag `u`. Throws `IrregularPattern`. */
export function parsePattern(source: string): ParsedPattern {
  const reader: Reader = { source, at: 0 };
  const ahead: { part: PatternNode; isWanted: boolean }[] = [];
  const first = execute(leadingLookaheads, source);
  if (first) reader.at = 1;
  while (
    first &&
    (sliceText(source, reader.at, reader.at + 3) === "(?=" || sliceText(source, reader.at, reader.at + 3) === "(?!")
  ) {
    const isWanted = source[reader.at + 2] === "=";
    reader.at += 3;
    const part = readChoice(reader);
    expect(reader, ")");
    ahead[ahead.length] = { part: { kind: "sequence", parts: [{ kind: "start" }, part] }, isWanted };
  }
  const main = readChoice(reader);
  if (reader.at < source.length) throw new IrregularPattern();
  // An alternative at the top would take the lookaheads for itself.
  if (ahead.length > 0 && main.kind === "choice") throw new IrregularPattern();
  return { main: first ? { kind: "sequence", parts: [{ kind: "start" }, main] } : main, ahead };
}

const leadingLookaheads = /^\^\(\?[=!]/;
const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/;
const escaped =
  /^\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})?|x[0-9A-Fa-f]{2}|c[A-Za-z]|[pP]\{[^}]*\}|[^1-9k])/u;
const surrogates = /^[\ud800-\udbff][\udc00-\udfff]/;
const pairEscape = /^\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}/;

interface Reader {
  readonly source: string;
  at: number;
}

function readChoice(reader: Reader): PatternNode {
  const parts: PatternNode[] = [readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at++;
    parts[parts.length] = readSequence(reader);
  }
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "choice", parts };
}

function readSequence(reader: Reader): PatternNode {
  const parts: PatternNode[] = [];
  for (let next = reader.source[reader.at]; next !== undefined && next !== "|" && next !== ")"; ) {
    parts[parts.length] = readRepeat(reader, readAtom(reader));
    next = reader.source[reader.at];
  }
  return { kind: "sequence", parts };
}

function readRepeat(reader: Reader, part: PatternNode): PatternNode {
  const match = execute(quantifier, sliceText(reader.source, reader.at));
  if (!match) return part;
  reader.at += match[0].length;
  const sign = match[0][0];
  if (sign === "*" || sign === "+")
    return { kind: "repeat", part, min: sign === "+" ? 1 : 0, max: Number.POSITIVE_INFINITY };
  if (sign === "?") return { kind: "repeat", part, min: 0, max: 1 };
  const min = Number(match[1]);
  const max = match[2] === "" ? min : match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3]);
  return { kind: "repeat", part, min, max };
}

function readAtom(reader: Reader): PatternNode {
  const { source, at } = reader;
  switch (source[at]) {
    case "^":
      reader.at++;
      return { kind: "start" };
    case "$":
      reader.at++;
      return { kind: "end" };
    case "(":
      return readGroup(reader);
    case "[":
      return taken(reader, endOfClass(source, at));
    case "\\":
      return readEscape(reader);
    default:
      return taken(reader, at + (execute(surrogates, sliceText(source, at, at + 2)) ? 2 : 1));
  }
}

function taken(reader: Reader, end: number): PatternNode {
  const test = sliceText(reader.source, reader.at, end);
  reader.at = end;
  return { kind: "char", test };
}

function readGroup(reader: Reader): PatternNode {
  const opening = execute(/^\((?:\?:|\?<[^=!>][^>]*>)?(?!\?)/, sliceText(reader.source, reader.at));
  if (!opening) throw new IrregularPattern();
  reader.at += opening[0].length;
  const inner = readChoice(reader);
  expect(reader, ")");
  return inner;
}

function readEscape(reader: Reader): PatternNode {
  const rest = sliceText(reader.source, reader.at);
  if (rest[1] === "b" || rest[1] === "B") {
    reader.at += 2;
    return { kind: rest[1] === "b" ? "word-edge" : "no-word-edge" };
  }
  const match = execute(pairEscape, rest) ?? execute(escaped, rest);
  if (!match) throw new IrregularPattern();
  const isPair = match[0].length === 12 && !execute(pairEscape, rest);
  return taken(reader, reader.at + (isPair ? 6 : match[0].length));
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const code = charCodeAt(source, at);
    if (code === 92) at++;
    else if (code === 93) return at + 1;
  }
  throw new IrregularPattern();
}

function expect(reader: Reader, text: string): void {
  if (reader.source[reader.at] !== text) throw new IrregularPattern();
  reader.at++;
}
