import type { Result, Sample, Section } from "./figure.js";

const headings = ["", "figure", "ms", "MB", "goal", "ratio", ""] as const;

/** The sections as tables: a line a figure, and one more for each further goal. */
export function printTables(sections: readonly Section[]): string {
  return sections
    .map(({ title, rounds, results }) => {
      const rows = [headings, ...results.flatMap((result) => rowsOf(result))];
      return `${title}; medians of ${rounds} alternated ${rounds === 1 ? "round" : "rounds"}\n\n${align(rows)}\n`;
    })
    .join("\n");
}

function rowsOf({ name, role, median, verdicts }: Result): readonly (readonly string[])[] {
  const facts = [role, name, format(median.ms), memoryOf(median)];
  if (verdicts.length === 0) return [[...facts, "", "", ""]];
  return verdicts.map(({ goal, ratio, met }, index) => [
    ...(index === 0 ? facts : ["", "", "", ""]),
    goal,
    ratio.toFixed(2),
    met ? "met" : "MISSED",
  ]);
}

function memoryOf({ megabytes }: Sample): string {
  return megabytes === undefined ? "" : megabytes.toFixed(0);
}

function format(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Columns as wide as their widest cell; numbers stand at the right. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => ["ms", "MB", "ratio"].includes(headings[column] ?? "");
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, isNumber(column)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function pad(cell: string, width: number, isRight: boolean): string {
  return isRight ? cell.padStart(width) : cell.padEnd(width);
}
