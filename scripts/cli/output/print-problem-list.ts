import type { Colors } from "picocolors/types.js";
import type { Diagnostic, Problem } from "../../../codegen/report/problems.js";
import { plural, printProblem } from "./print-problems.js";
import { formatCount } from "./progress-line.js";

/** Problems that are no errors and are shown with their lines, unless all are wanted. */
const maxShown = 20;

/** A problem, and the same as data with the path to print. */
export interface FoundProblem {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

/**
 * Prints problems: warnings by code, then errors, so that a terminal ends with what has to be mended. Of many warnings only
 * the first of each code are shown, and the number of the others, unless `isAll`.
 */
export function printProblemList(
  problems: readonly FoundProblem[],
  paint: Colors,
  { isAll = false }: { readonly isAll?: boolean } = {},
): string {
  const errors = problems.filter(({ problem }) => problem.severity === "error");
  const groups = groupsOf(problems.filter(({ problem }) => problem.severity !== "error"));
  const others = problems.length - errors.length;
  const shown = isAll ? groups.map(({ length }) => length) : sharesOf(groups, maxShown);
  const blocks = groups.flatMap((group, index) => [
    ...(others > maxShown ? [headOf(group, paint)] : []),
    ...printEach(group.slice(0, shown[index]), paint),
    ...(group.length > (shown[index] ?? 0) ? [hiddenNote(group, shown[index] ?? 0, paint)] : []),
  ]);
  return [...blocks, ...printEach(errors, paint)].join("\n");
}

function printEach(problems: readonly FoundProblem[], paint: Colors): readonly string[] {
  return problems.map(({ problem, diagnostic }) => printProblem(problem, diagnostic, paint));
}

/** Groups by code, in the order of the codes; within a group as they were. */
function groupsOf(problems: readonly FoundProblem[]): readonly (readonly FoundProblem[])[] {
  const groups = new Map<string, FoundProblem[]>();
  for (const each of problems) {
    const group = groups.get(each.problem.code) ?? [];
    group.push(each);
    groups.set(each.problem.code, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Shares out a number, so that rare codes are shown whole and frequent ones get what is left. */
function sharesOf(groups: readonly (readonly FoundProblem[])[], total: number): readonly number[] {
  const shares = groups.map(() => 0);
  let left = total;
  while (left > 0) {
    const open = groups.flatMap((group, index) => ((shares[index] ?? 0) < group.length ? [index] : []));
    if (open.length === 0) break;
    for (const index of open.slice(0, left)) {
      shares[index] = (shares[index] ?? 0) + 1;
      left--;
    }
  }
  return shares;
}

function headOf(group: readonly FoundProblem[], paint: Colors): string {
  const [first] = group;
  const files = new Set(group.map(({ diagnostic }) => diagnostic.file)).size;
  return `${paint.bold(`${first?.problem.code}, ${formatCount(group.length)} times in ${plural(files, "file")}:`)}\n`;
}

function hiddenNote(group: readonly FoundProblem[], shown: number, paint: Colors): string {
  const count = `${formatCount(group.length - shown)}${shown > 0 ? " more" : ""} of ${group[0]?.problem.code}`;
  return `  ${paint.dim(`… and ${count}: --all-problems shows them`)}\n`;
}
