import type TypeScript from "typescript";
import type { SourceText, Span } from "../../model/source-text.js";

/** Returns the span of a node, its comments left out. */
export function spanOf(source: SourceText, node: TypeScript.Node): Span {
  return { source, start: node.getStart(), end: node.getEnd() };
}
