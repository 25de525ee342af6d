import { type Phase, phases, type Timings } from "../../../codegen/report/timings.js";

const labels: Readonly<Record<Phase, string>> = {
  compare: "compare with the last run",
  load: "load TypeScript",
  parse: "parse",
  read: "read",
  check: "check",
  compile: "compile modules",
  validators: "compile validators",
  emit: "emit",
  write: "write",
  remember: "keep for the next run",
  other: "other",
};

/** Prints the time of each phase: one line with its milliseconds and its share. */
export function printTimings(timings: Timings): string {
  const total = phases.reduce((sum, phase) => sum + timings[phase], 0);
  const line = (label: string, ms: number): string =>
    `  ${label.padEnd(26)} ${ms.toFixed(1).padStart(10)} ms ${share(ms, total).padStart(4)} %\n`;
  return `${phases.map((phase) => line(labels[phase], timings[phase])).join("")}${line("total", total)}`;
}

function share(ms: number, total: number): string {
  return total === 0 ? "0" : String(Math.round((ms / total) * 100));
}
