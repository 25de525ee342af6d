import { Buffer } from "node:buffer";

/** Returns those characters of base64 that depend on these bytes alone, for each place where they may begin. */
export function base64Of(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
}

/** Characters of a short value that are looked for: it has few letters and digits, so what follows is punctuation. */
const maxSpelledChars = 128;

/**
 * Returns an expression for all spellings of a short value, in which each character may be escaped on its own, but nothing may
 * stand between them: with few letters and digits, a looser search would find it in ordinary text. A row of backslashes is
 * read once, and not again from each of them, so that the time grows with the length of the text alone.
 */
export function spellingOf(whole: string): RegExp {
  const end = [...whole.slice(whole.trimEnd().length).slice(0, maxSpelledChars)].map((space) =>
    escapesOf(space, some).join("|"),
  );
  const value = whole.trim().slice(0, maxSpelledChars);
  const bytes = Buffer.from(value);
  const base64 = base64Of(bytes).map((text) => [...text].map((char) => base64Spellings[char] ?? char).join(""));
  const codes = [...bytes];
  const hex = codes.map((byte) => caseless(hexOf(byte, 2))).join("[\\s:,-]?");
  const numbers = codes.join(",\\s*");
  return new RegExp(
    [plainSpellings(value) + end.map((space) => `(?:${space})?`).join(""), ...base64, hex, numbers].join("|"),
    "g",
  );
}

/** Backslashes, as many as there are. */
const some = "\\\\+";

/** Backslashes of which the first has none before it; or one alone, as the last of a row may be. */
const someFromFirst = "(?:\\\\(?<!\\\\\\\\)\\\\*|\\\\)";

/** Returns an expression for the ways in which text writes a value, character by character. */
function plainSpellings(value: string): string {
  let rows = 0;
  return [...value.matchAll(/(\\*)([^\\]|$)/gsu)]
    .map(({ 1: row = "", 2: char = "", index }) => {
      const isFirst = index === 0;
      const slashes = isFirst ? someFromFirst : some;
      if (row === "") return char && spellingsOf(char, slashes);
      rows++;
      // What follows a row shares its backslashes. All of them are taken at once, and none is given back.
      const all = `(?=(\\\\${isFirst ? "(?<!\\\\\\\\)" : ""}\\\\{${row.length - 1},}))\\${rows}`;
      const written = escapesOf("\\", slashes).join("|");
      const separate = `(?:${written}){${row.length}}`;
      return char === ""
        ? `(?:${separate}|${all})`
        : `(?:${all}${spellingsOf(char, "")}|${separate}${spellingsOf(char, some)})`;
    })
    .join("");
}

/** In base64url and in a URL these differ. */
const base64Spellings: Readonly<Record<string, string>> = { "+": "(?:[+-]|%2[Bb])", "/": "(?:[/_]|%2[Ff])" };

const namedEscapes: Readonly<Record<string, string>> = {
  " ": "\\+",
  "~": "~0",
  "/": "~1",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&(?:#39|#x27|apos);",
};

/** Letters that stand for a control character behind a backslash. */
const controlLetters: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f" };

/** Returns an expression for the ways in which text writes one character; `slashes` matches the backslashes before it. */
function spellingsOf(char: string, slashes: string): string {
  const plain = char.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  return `(?:${[plain, ...escapesOf(char, slashes, slashes === "" || /\w/.test(char) ? [] : [plain])].join("|")})`;
}

/** Returns expressions for its escapes; behind backslashes `others` may stand for it, too. */
function escapesOf(char: string, slashes: string, others: readonly string[] = []): readonly string[] {
  const units = [...Array(char.length).keys()].map((at) => caseless(hexOf(char.charCodeAt(at), 4)));
  const url = [...Buffer.from(char)].map((byte) => `%(?:25)*${caseless(hexOf(byte, 2))}`).join("");
  const behind = [
    ...others,
    units.map((digits) => `u${digits}`).join("\\\\+"),
    ...(char.charCodeAt(0) < 256 ? [`x${caseless(hexOf(char.charCodeAt(0), 2))}`] : []),
    ...(controlLetters[char] ?? ""),
  ];
  const named = namedEscapes[char];
  return [url, `${slashes}(?:${behind.join("|")})`, ...(named === undefined ? [] : [named])];
}

function hexOf(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function caseless(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
