import type { Span } from "../../model/source-text.js";
import { endOfText } from "./scan-tags.js";

/** Returns the start of the line that an offset is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Returns whether only blanks and asterisks stand before an offset of a comment on its line. */
export function hasOwnLine(text: string, offset: number): boolean {
  return /^[\s*]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Returns the end of a comment's words before `offset`: blanks and lines without words behind them are left out. */
export function contentEnd(comment: Span, offset: number = endOfText(comment)): number {
  const start = comment.start + 3;
  const lines = comment.source.text.slice(start, offset).split("\n");
  while (lines.length > 1 && /^[\s*]*$/.test(lines.at(-1) ?? "")) lines.pop();
  return start + lines.join("\n").trimEnd().length;
}
