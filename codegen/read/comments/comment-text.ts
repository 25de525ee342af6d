import type { Span } from "../../model/source-text.js";
import { endOfText } from "./scan-tags.js";

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Whether nothing but blanks and asterisks stands before an offset of a comment on its line. */
export function hasOwnLine(text: string, offset: number): boolean {
  return /^[\s*]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Where what a comment says before `offset` ends, blanks and lines without words left out. */
export function contentEnd(comment: Span, offset: number = endOfText(comment)): number {
  const start = comment.start + 3;
  const lines = comment.source.text.slice(start, offset).split("\n");
  while (lines.length > 1 && /^[\s*]*$/.test(lines.at(-1) ?? "")) lines.pop();
  return start + lines.join("\n").trimEnd().length;
}
