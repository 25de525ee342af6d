import type { CodegenReport } from "../../../codegen/codegen.js";
import { countProblems, plural } from "../output/print-problems.js";
import { keptNote, type ProblemReport } from "../output/print-report.js";
import { lineMaxPaths, maxMendedLines } from "./limits.js";
import type { RoundNews } from "./round-news.js";

/** Returns the reason of a round: the first changed paths, and the number of others; a folder only when none of its files changed. */
export function reasonLine(changes: readonly string[]): string {
  const sorted = [...changes].sort();
  return joinNames(sorted.filter((path, index) => !sorted[index + 1]?.startsWith(`${path}/`)));
}

/** Returns the files that a round wrote and deleted, and its milliseconds; undefined when problems prevented writing. */
export function writtenLine({ files, out, ok, ms }: CodegenReport): string | undefined {
  if (!ok) return undefined;
  const isBuild = (path: string): boolean => path.startsWith(`${out}/build/`);
  const of = (status: string): readonly string[] =>
    files.flatMap((file) => (file.status === status && !isBuild(file.path) ? [file.path] : []));
  const built = files.filter((file) => isBuild(file.path) && file.status !== "unchanged").length;
  const parts = [
    ...(of("written").length > 0 ? [`wrote ${joinNames(of("written"))}`] : []),
    ...(of("deleted").length > 0 ? [`deleted ${joinNames(of("deleted"))}`] : []),
    ...(built > 0 ? [`changed ${plural(built, "file")} below ${out}/build`] : []),
  ];
  const text = parts.length === 0 ? "nothing to write" : parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} (${ms} ms)`;
}

/** Returns the problems that are mended since the last round, the first of them by name; none when none is. */
export function mendedLines({ mended }: Pick<RoundNews, "mended">): readonly string[] {
  if (mended.length === 0) return [];
  const named = mended
    .slice(0, maxMendedLines)
    .map(({ file, code, message }) => `  mended ${file} - ${code}: ${message}`);
  return [...named, `Mended: ${countProblems(mended)}.`];
}

/** Returns the number of problems that are as they were, when a round shows no new ones; undefined when none is left. */
export function leftLine(
  { left, added }: Pick<RoundNews, "left" | "added">,
  report: ProblemReport,
): string | undefined {
  return left.length === 0 || added.size > 0 ? undefined : `Still ${countProblems(left)}.${keptNote(report)}`;
}

function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, lineMaxPaths).join(", ");
  return names.length > lineMaxPaths ? `${shown} and ${names.length - lineMaxPaths} more` : shown;
}
