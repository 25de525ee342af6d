import type { CodegenReport } from "../../../codegen/codegen.js";
import type { Diagnostic } from "../../../codegen/report/problems.js";
import { countProblems, plural } from "../output/print-problems.js";
import { lineMaxPaths } from "./limits.js";

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

/** Returns the kinds of problems that are gone since the last round; undefined when there are none, or when errors hide others. */
export function clearedLine(before: readonly Diagnostic[], after: readonly Diagnostic[]): string | undefined {
  const left = new Set(after.map(({ severity }) => severity));
  if (left.has("error")) return undefined;
  const gone = before.filter(({ severity }) => !left.has(severity));
  return gone.length === 0 ? undefined : `Mended: ${countProblems(gone)}.`;
}

function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, lineMaxPaths).join(", ");
  return names.length > lineMaxPaths ? `${shown} and ${names.length - lineMaxPaths} more` : shown;
}
