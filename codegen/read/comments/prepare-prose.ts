import { codePattern } from "./scan-tags.js";

/** Stands for the last of the blanks that break a line in Markdown; of the private use area, as are the others. */
const hardBreak = "\uE001";

/** Stands for the dash of a list's first item where TSDoc would take it for the one behind a parameter's name. */
const firstDash = "\uE002";

/** Stands for a backtick within code, where TSDoc would take it for the end of the code. */
const innerBacktick = "\uE003";

const stars = /^\/\*{3,}(?!\/)|\n[ \t]*\*{2,}(?=\s)/g;
const typed = /@(?:param|returns)[ \t]+\{(?!@)/g;
const bracketed = /(@param[ \t]+)\[([^\]\n]*)\]/g;
const dotted = /(@param[ \t]+)([\w$]+(?:(?:\[\])?\.[\w$]+|\[\])+)/g;
const listBelowName = /(@param[ \t]+\S+[ \t]*\r?\n[ \t]*\*?[ \t]*)-(?=\s)/g;

/**
 * Rewrites in a comment what TSDoc does not know, so that no offset moves: stars of a banner, fences of tildes, types and
 * brackets of JSDoc, breaks of lines. `comment` is the same comment with nothing blanked.
 */
export function prepareProse(prose: string, comment: string): string {
  let text = prose;
  if (text.startsWith("/***") || text.includes("**", 3)) {
    text = text.replace(stars, (run) => (run.startsWith("/") ? "/**".padEnd(run.length) : starOfLine(run)));
  }
  if (text.includes("~~~") || text.includes("````")) text = text.replace(codePattern, asBackticks);
  if (text.includes("@param") || text.includes("@returns")) text = withoutJsdoc(text);
  if (/[^\s*] {2,}\r?\n/.test(comment)) text = markBreaks(text, comment);
  return text;
}

/** Returns a prepared text as it was written, with the backticks and dashes that stood for others. */
export function restoreProse(text: string): string {
  return text.replaceAll(firstDash, "-").replaceAll(innerBacktick, "`").replaceAll(hardBreak, "  ");
}

function starOfLine(run: string): string {
  const indent = run.slice(0, run.indexOf("*"));
  return `${indent}${" ".repeat(run.length - indent.length - 1)}*`;
}

/** Gives a fence of tildes or of many backticks the form that TSDoc reads. */
function asBackticks(code: string, tildes: string | undefined, backticks: string | undefined): string {
  const marker = tildes ?? backticks ?? "";
  const isClosed = code.length > marker.length && code.endsWith(marker);
  if (!isClosed || marker === "" || marker === "```") return code;
  const replaced = "```".padEnd(marker.length);
  return replaced + code.slice(marker.length, -marker.length).replaceAll("`", innerBacktick) + replaced;
}

/** Blanks the types, brackets and defaults of JSDoc, and makes one word of a name with dots. */
function withoutJsdoc(prose: string): string {
  let text = prose;
  for (const { index, 0: opening } of prose.matchAll(typed)) {
    const start = index + opening.length - 1;
    const end = closingBrace(text, start);
    if (end !== undefined) text = text.slice(0, start) + blanked(text.slice(start, end)) + text.slice(end);
  }
  return text
    .replace(bracketed, (_, tag: string, inner: string) => {
      const [name = ""] = /^\s*[^\s=]*/.exec(inner) ?? [];
      return `${tag} ${name.padEnd(inner.length)} `;
    })
    .replace(dotted, (_, tag: string, name: string) => tag + name.replace(/\W/g, "_"))
    .replace(listBelowName, `$1${firstDash}`);
}

function blanked(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}

/** Returns the end of the braces that open at `start`; undefined if they do not close before an empty line. */
function closingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
    else if (text[at] === "\n" && /^[ \t]*\*?[ \t]*(?:@|\r?\n)/.test(text.slice(at + 1))) return undefined;
  }
  return undefined;
}

/** Marks lines that end with two blanks, unless a tag stood there. */
function markBreaks(prose: string, comment: string): string {
  return prose.replace(/(?<=[^\s*]) {2,}(?=\r?\n)/g, (blanks, offset: number) =>
    comment.startsWith(blanks, offset) ? hardBreak.padEnd(blanks.length) : blanks,
  );
}
