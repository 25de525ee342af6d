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

function documentationComments(node: TypeScript.Node, source: SourceText): readonly Span[] {
  const { text } = source;
  const start = node.getStart();
  // TypeScript counts a comment behind `{` or `;` as trailing; it belongs to the next node if that is on the same line.
  const trailing = (ts.getTrailingCommentRanges(text, node.getFullStart()) ?? []).filter(
    (range) => !text.slice(range.end, start).includes("\n"),
  );
  return [...trailing, ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])]
    .filter((range) => text.startsWith("/**", range.pos) && range.end - range.pos > 4)
    .map((range) => ({ source, start: range.pos, end: range.end }));
}

function isFileComment(comment: Span): boolean {
  return /(^|[\s*])@packageDocumentation\b/.test(comment.source.text.slice(comment.start, comment.end));
}
