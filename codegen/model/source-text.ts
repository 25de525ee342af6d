/** The text of one source file; `file` is relative to the project's root, with `/`. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A piece of a source text: offsets in UTF-16 units, the end excluded. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Returns the position of an offset. */
export function positionOf(source: SourceText, offset: number): Position {
  const before = source.text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: offset - lineStart + 1 };
}

/** Returns the start of a file, for problems of the file as a whole. */
export function startOf(source: SourceText): Span {
  return { source, start: 0, end: 0 };
}

/** Returns the start of a span as `file:line:column`, for messages that name a second position. */
export function formatPosition({ source, start }: Span): string {
  const { line, column } = positionOf(source, start);
  return `${source.file}:${line}:${column}`;
}
