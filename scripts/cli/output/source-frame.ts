import type { Colors } from "picocolors/types.js";

/** Characters of a source line in a code frame: the width of a wide terminal. */
const frameMaxWidth = 160;

/** A part of one line of a text; line and columns count from 1, the end is excluded. */
export interface MarkedLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Returns the lines of a code frame: the source line, cut to its marked part if it is long, and the mark below it. */
export function frameLines(
  { text, line, column, endColumn }: MarkedLine,
  paint: Colors,
  color: "red" | "yellow" | "cyan",
): readonly string[] {
  const shift = Math.max(0, column - 1 - frameMaxWidth / 2);
  const cut = text.slice(shift, shift + frameMaxWidth).replaceAll("\t", " ");
  const shown = (shift > 0 ? `…${cut.slice(1)}` : cut).concat(text.length > shift + frameMaxWidth ? "…" : "");
  const start = column - 1 - shift;
  const length = Math.max(1, Math.min(endColumn - 1 - shift, shown.length) - start);
  const number = String(line);
  return [
    "",
    `${paint.dim(`${number} |`)} ${shown}`,
    `${" ".repeat(number.length)} ${paint.dim("|")} ${" ".repeat(start)}${paint[color]("^".repeat(length))}`,
  ];
}
