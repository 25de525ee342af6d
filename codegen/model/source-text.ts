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

/** Returns a key of a span: equal spans have the same, and no others. */
export function spanKey({ source, start, end }: Span): string {
  return `${source.file} ${start} ${end}`;
}

/** Parts of a text that were found while it was there. */
export interface Excerpt {
  /** Positions by offset. */
  readonly positions: ReadonlyMap<number, Position>;
  /** Lines by their number, from 1. */
  readonly lines: ReadonlyMap<number, string>;
}

const excerpts = new WeakMap<SourceText, Excerpt>();

/** Returns a source whose text is read only when more than the excerpt is asked for. */
export function excerptedSource(file: string, excerpt: Excerpt, read: () => string): SourceText {
  let text: string | undefined;
  const source = {
    file,
    get text(): string {
      text ??= read();
      return text;
    },
  };
  excerpts.set(source, excerpt);
  return source;
}

/** Returns the position of an offset. */
export function positionOf(source: SourceText, offset: number): Position {
  const known = excerpts.get(source)?.positions.get(offset);
  if (known !== undefined) return known;
  const starts = lineStartsOf(source);
  let first = 0;
  let last = starts.length - 1;
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) first = middle;
    else last = middle - 1;
  }
  return { line: first + 1, column: offset - (starts[first] ?? 0) + 1 };
}

/** Returns a line, from 1, without its line break; an empty text beyond the last. */
export function lineOf(source: SourceText, line: number): string {
  const known = excerpts.get(source)?.lines.get(line);
  if (known !== undefined) return known;
  const starts = lineStartsOf(source);
  return source.text.slice(starts[line - 1] ?? source.text.length, starts[line]).replace(/\r?\n$/, "");
}

/** Offsets of lines by text: a file with many problems is asked for many positions. */
const lineStarts = new WeakMap<SourceText, readonly number[]>();

function lineStartsOf(source: SourceText): readonly number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at !== -1; at = source.text.indexOf("\n", at + 1)) starts.push(at + 1);
  lineStarts.set(source, starts);
  return starts;
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
