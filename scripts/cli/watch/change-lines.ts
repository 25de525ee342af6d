import type { CodegenReport } from "../../../codegen/codegen.js";
import type { Diagnostic } from "../../../codegen/report/problems.js";
import { countProblems, plural } from "../output/print-problems.js";

/** So many paths stand in a line before the rest is counted. */
const maxNames = 3;

/** What set a round off: the first paths that changed, and how many more; a folder only where none of its files did. */
export function reasonLine(changes: readonly string[]): string {
  const sorted = [...changes].sort();
  return listed(sorted.filter((path, index) => !sorted[index + 1]?.startsWith(`${path}/`)));
}

/** What a round wrote and deleted, and in how many milliseconds; undefined where problems kept it from writing. */
export function writtenLine({ files, out, ok, ms }: CodegenReport): string | undefined {
  if (!ok) return undefined;
  const isBuild = (path: string): boolean => path.startsWith(`${out}/build/`);
  const of = (status: string): readonly string[] =>
    files.flatMap((file) => (file.status === status && !isBuild(file.path) ? [file.path] : []));
  const built = files.filter((file) => isBuild(file.path) && file.status !== "unchanged").length;
  const parts = [
    ...(of("written").length > 0 ? [`wrote ${listed(of("written"))}`] : []),
    ...(of("deleted").length > 0 ? [`deleted ${listed(of("deleted"))}`] : []),
    ...(built > 0 ? [`changed ${plural(built, "file")} below ${out}/build`] : []),
  ];
  const text = parts.length === 0 ? "nothing to write" : parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} (${ms} ms)`;
}

/** Which kinds of problems are gone since the round before; undefined where none is, or an error hides the rest. */
export function clearedLine(before: readonly Diagnostic[], after: readonly Diagnostic[]): string | undefined {
  const left = new Set(after.map(({ severity }) => severity));
  if (left.has("error")) return undefined;
  const gone = before.filter(({ severity }) => !left.has(severity));
  return gone.length === 0 ? undefined : `Mended: ${countProblems(gone)}.`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).join(", ");
  return names.length > maxNames ? `${shown} and ${names.length - maxNames} more` : shown;
}
