import { Buffer } from "node:buffer";

/** Returns those characters of base64 that depend on these bytes alone, for each place where they may begin. */
export function base64Of(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
}

/**
 * Returns an expression for all spellings of a short value, in which each character may be escaped on its own, but nothing may
 * stand between them: with few letters and digits, a looser search would find it in ordinary text.
 */
export function spellingOf(whole: string): RegExp {
  const end = [...whole.slice(whole.trimEnd().length)].map((space) => escapesOf(space).join("|"));
  const value = whole.trim();
  const bytes = Buffer.from(value);
  const base64 = base64Of(bytes).map((text) => [...text].map((char) => base64Spellings[char] ?? char).join(""));
  const codes = [...bytes];
  const hex = codes.map((byte) => caseless(hexOf(byte, 2))).join("[\\s:,-]?");
  const numbers = codes.join(",\\s*");
  return new RegExp(
    [[...value].map(spellingsOf).join("") + end.map((space) => `(?:${space})?`).join(""), ...base64, hex, numbers].join(
      "|",
    ),
    "g",
  );
}

/** In base64url and in a URL these differ. */
const base64Spellings: Readonly<Record<string, string>> = { "+": "(?:[+-]|%2[Bb])", "/": "(?:[/_]|%2[Ff])" };

const namedEscapes: Readonly<Record<string, string>> = {
  "\n": "\\\\+n",
  "\r": "\\\\+r",
  "\t": "\\\\+t",
  "\b": "\\\\+b",
  "\f": "\\\\+f",
  " ": "\\+",
  "~": "~0",
  "/": "~1",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&(?:#39|#x27|apos);",
};

/** Returns an expression for the ways in which text writes one character. */
function spellingsOf(char: string): string {
  const plain = `${/\w/.test(char) ? "" : "\\\\*"}${char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")}`;
  return `(?:${[plain, ...escapesOf(char)].join("|")})`;
}

function escapesOf(char: string): readonly string[] {
  const units = [...Array(char.length).keys()].map((at) => caseless(hexOf(char.charCodeAt(at), 4)));
  const url = [...Buffer.from(char)].map((byte) => `%(?:25)*${caseless(hexOf(byte, 2))}`).join("");
  const unicode = units.map((digits) => `\\\\+u${digits}`).join("");
  const short = char.charCodeAt(0) < 256 ? [`\\\\+x${caseless(hexOf(char.charCodeAt(0), 2))}`] : [];
  const named = namedEscapes[char];
  return [url, unicode, ...short, ...(named === undefined ? [] : [named])];
}

function hexOf(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function caseless(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
