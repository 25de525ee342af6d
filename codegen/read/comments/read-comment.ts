import type TypeScript from "typescript";
import type { SourceText, Span } from "../../model/source-text.js";
import { ts } from "../typescript/typescript.js";

/** Returns the documentation comment right before a node, if any; the file's own comment does not count. */
export function commentOf(node: TypeScript.Node, source: SourceText): Span | undefined {
  return documentationComments(node, source)
    .filter((comment) => !isFileComment(comment))
    .at(-1);
}

/** Returns the comment marked `@packageDocumentation`, which speaks of the whole file. */
export function fileCommentOf(tree: TypeScript.SourceFile, source: SourceText): Span | undefined {
  const first = tree.statements[0] ?? tree.endOfFileToken;
  return documentationComments(first, source).find(isFileComment);
}

/**
 * Returns the text of the `//` lines right before a statement; empty where there are none. Lines for tools, code that was
 * commented out and licences are no text.
 */
export function lineCommentOf(node: TypeScript.Node, { text }: SourceText): string {
  const lines: string[] = [];
  let below = node.getStart();
  for (const range of [...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])].reverse()) {
    const isLine = range.kind === ts.SyntaxKind.SingleLineCommentTrivia;
    if (!isLine || /\n\s*\n/.test(text.slice(range.end, below))) break;
    lines.unshift(text.slice(range.pos + 2, range.end).trim());
    below = range.pos;
  }
  const prose = lines.filter((line) => !lineOfTool.test(line) && /[\p{L}\p{N}]/u.test(line));
  if (prose.some((line) => /[;{}]$|=>/.test(line) || /\b(?:copyright|licen[cs]e|SPDX)\b/i.test(line))) return "";
  return prose.join(" ").replace(/\s+/g, " ");
}

/** Matches lines that tools or the author read, not callers. */
const lineOfTool =
  /^(?:[/@#!]|eslint-|tslint:|biome-|prettier-|(?:c8|v8|istanbul) ignore|TODO\b|FIXME\b|XXX\b|HACK\b|NOTE to self\b)/i;

function documentationComments(node: TypeScript.Node, source: SourceText): readonly Span[] {
  const { text } = source;
  const start = node.getStart();
  // TypeScript counts a comment behind `{` or `;` as trailing; it belongs to the next node if that is on the same line.
  const trailing = (ts.getTrailingCommentRanges(text, node.getFullStart()) ?? []).filter(
    (range) => !text.slice(range.end, start).includes("\n"),
  );
  return [...trailing, ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])]
    .filter((range) => text.startsWith("/**", range.pos) && hasText(text, range))
    .map((range) => ({ source, start: range.pos, end: range.end }));
}

/** Returns whether a comment is more than a line of stars or of other signs. */
function hasText(text: string, { pos, end }: TypeScript.CommentRange): boolean {
  return end - pos > 4 && (text[pos + 3] !== "*" || /[\p{L}\p{N}]/u.test(text.slice(pos, end)));
}

function isFileComment(comment: Span): boolean {
  return /(^|[\s*])@packageDocumentation\b/.test(comment.source.text.slice(comment.start, comment.end));
}
