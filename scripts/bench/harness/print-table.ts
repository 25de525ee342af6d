import type { Metric, Result, Section } from "./figure.js";

/** How each metric is headed, in the order of the columns. */
const headings: Readonly<Record<Metric, string>> = {
  ms: "ms",
  megabytes: "MB",
  callsPerSecond: "calls/s",
  p50: "p50 us",
  p99: "p99 us",
  cpu: "cpu us",
};

const metrics = Object.keys(headings) as readonly Metric[];

interface Cell {
  readonly text: string;
  /** Numbers stand at the right. */
  readonly isNumber?: true;
}

/** The sections as tables: a column a metric that is told, a line a figure, and one more for each further goal. */
export function printTables(sections: readonly Section[]): string {
  return sections
    .map(({ title, rounds, results, notes = [] }) => {
      const told = metrics.filter((metric) => results.some(({ median }) => median[metric] !== undefined));
      const rows = [headingsOf(told), ...results.flatMap((result) => rowsOf(result, told))];
      const head = `${title}; medians of ${rounds} alternated ${rounds === 1 ? "round" : "rounds"}`;
      return [head, "", align(rows), ...notes.map((note) => `note: ${note}`), ""].join("\n");
    })
    .join("\n");
}

function headingsOf(told: readonly Metric[]): readonly Cell[] {
  const numbers = told.map((metric) => number(headings[metric]));
  return [text(""), text("figure"), ...numbers, text("goal"), number("ratio"), text("")];
}

function rowsOf({ name, role, median, verdicts }: Result, told: readonly Metric[]): readonly (readonly Cell[])[] {
  const facts = [text(role), text(name), ...told.map((metric) => number(format(median[metric])))];
  if (verdicts.length === 0) return [[...facts, text(""), number(""), text("")]];
  return verdicts.map(({ goal, ratio, met }, index) => [
    ...(index === 0 ? facts : facts.map(() => text(""))),
    text(goal),
    number(ratio.toFixed(2)),
    text(met ? "met" : "MISSED"),
  ]);
}

function text(text: string): Cell {
  return { text };
}

function number(text: string): Cell {
  return { text, isNumber: true };
}

function format(value: number | undefined): string {
  if (value === undefined) return "";
  return value < 100 ? value.toFixed(1) : value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Columns as wide as their widest cell. */
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
