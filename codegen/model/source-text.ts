/** The text of one file that people wrote; `file` is relative to the project's root, with `/`. */
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

/** A place as people count it: lines and columns from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function placeOf(source: SourceText, offset: number): Place {
  const before = source.text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: offset - lineStart + 1 };
}

/** The start of a file, for problems of the file as a whole. */
export function startOf(source: SourceText): Span {
  return { source, start: 0, end: 0 };
}

/** `file:line:column` of where a span starts, as messages name another place. */
export function nameOfPlace({ source, start }: Span): string {
  const { line, column } = placeOf(source, start);
  return `${source.file}:${line}:${column}`;
}
