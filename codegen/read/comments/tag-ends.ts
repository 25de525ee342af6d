import { isTagLike } from "./tag-aliases.js";
import type { Content } from "./tag-contents.js";
import { tagRow } from "./tag-table.js";

/**
 * Returns whether the content of a raw tag ends before a tag on the same line. A number, a name or JSON ends where it is
 * whole; a text goes on to the end of the line, unless only tags without content follow. An unknown word is content.
 */
export function endsBefore(name: string, before: string, rest: string): boolean {
  const [, next = ""] = /^@([\w-]+)/.exec(rest) ?? [];
  if (!isTagLike(next)) return false;
  const written = before
    .replace(/\n[ \t]*\*?/g, "\n")
    .trim()
    .replace(/[,;]$/, "");
  const row = tagRow(name);
  if (row === undefined || written === "") return true;
  const contents = [row.action?.content, row.platform?.content, row.schema?.content].filter(
    (content): content is Content => content !== undefined,
  );
  // Names of secrets and of their keys.
  if (contents.length === 0) return row.form === "raw" && /^[\w$.\s,]+$/.test(written);
  if (contents.some((content) => content.isBounded && content.parse(written) !== undefined)) return true;
  return !contents.every((content) => content.isBounded) && isModifiersAlone(rest);
}

/** Returns whether the rest of a line is made of tags without content. */
function isModifiersAlone(rest: string): boolean {
  const line = (rest.split("\n", 1)[0] ?? "").trim();
  return line.split(/\s+/).every((word) => {
    const row = /^@[a-zA-Z]+$/.test(word) ? tagRow(word.slice(1)) : undefined;
    return row !== undefined && (row.form === "modifier" || row.form === "noted" || word === "@deprecated");
  });
}
