/** Columns of a terminal that do not wrap; of a pipe none, so that nothing is cut there. */
export function widthOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return stream.isTTY === true && stream.columns ? stream.columns : Number.POSITIVE_INFINITY;
}

/** Returns one line of at most `width` characters; a longer one ends in `…`. */
export function fitLine(text: string, width: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= width) return line;
  return width < 2 ? "" : `${line.slice(0, width - 1).trimEnd()}…`;
}
