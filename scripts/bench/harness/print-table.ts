import type { Growth, Metric, Result, Section } from "./figure.js";

/** Heading of each metric, in the order of the columns. */
const headings: Readonly<Record<Metric, string>> = {
  ms: "ms",
  cpuMs: "cpu ms",
  megabytes: "MB",
  callsPerSecond: "calls/s",
  p50: "p50 us",
  p99: "p99 us",
  cpu: "cpu us",
};

const metrics = Object.keys(headings) as readonly Metric[];

interface Cell {
  readonly text: string;
  /** Numbers are aligned to the right. */
  readonly isNumber?: true;
}

/** Prints the sections as tables: a column for each metric, a line for each figure and for each further goal. */
export function printTables(sections: readonly Section[]): string {
  return sections
    .map(({ title, rounds, results, notes = [] }) => {
      const columns = metrics.filter((metric) => results.some(({ median }) => median[metric] !== undefined));
      const rows = [headingsOf(columns), ...results.flatMap((result) => rowsOf(result, columns))];
      const head = `${title}; medians of ${rounds} alternated ${rounds === 1 ? "round" : "rounds"}`;
      return [head, "", align(rows), ...notes.map((note) => `note: ${note}`), ""].join("\n");
    })
    .join("\n");
}

/** Prints how costs grow, a line for each goal. */
export function printGrowth(growth: readonly Growth[]): string {
  return growth
    .map(
      ({ title, text, ratio, limit, met }) =>
        `growth, ${title}: ${text}: ${ratio.toFixed(2)} x; goal <= ${limit}: ${met ? "met" : "MISSED"}\n`,
    )
    .join("");
}

function headingsOf(columns: readonly Metric[]): readonly Cell[] {
  const numbers = columns.map((metric) => numberCell(headings[metric]));
  return [textCell(""), textCell("figure"), ...numbers, textCell("goal"), numberCell("ratio"), textCell("")];
}

function rowsOf({ name, role, median, verdicts }: Result, columns: readonly Metric[]): readonly (readonly Cell[])[] {
  const facts = [textCell(role), textCell(name), ...columns.map((metric) => numberCell(formatValue(median[metric])))];
  if (verdicts.length === 0) return [[...facts, textCell(""), numberCell(""), textCell("")]];
  return verdicts.map(({ goal, ratio, met }, index) => [
    ...(index === 0 ? facts : facts.map(() => textCell(""))),
    textCell(goal),
    numberCell(ratio.toFixed(2)),
    textCell(met ? "met" : "MISSED"),
  ]);
}

function textCell(text: string): Cell {
  return { text };
}

function numberCell(text: string): Cell {
  return { text, isNumber: true };
}

function formatValue(value: number | undefined): string {
  if (value === undefined) return "";
  return value < 100 ? value.toFixed(1) : value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Pads each column to the width of its widest cell. */
function align(rows: readonly (readonly Cell[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map(({ text, isNumber }, column) =>
          isNumber ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
