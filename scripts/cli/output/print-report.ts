import type { Diagnostic, Problem } from "../../../codegen/report/problems.js";
import { colorsFor } from "./colors.js";
import { printProblemList } from "./print-problem-list.js";
import { countFixable, countProblems, plural } from "./print-problems.js";

/** The parts of a run of codegen that its problems are printed from. */
export interface ProblemReport {
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
  readonly project: { readonly out: string };
  readonly fixed: readonly { readonly status: string }[];
}

/** Problems to print: all of them, or only those that `isShown` accepts. */
export interface PrintSettings {
  /** Show every warning, however many there are. */
  readonly isAll?: boolean;
  readonly isShown?: (diagnostic: Diagnostic) => boolean;
}

/** Prints problems with their lines, and the number of all, to stderr; nothing where none is to be shown. */
export function printProblems(
  report: ProblemReport,
  { isAll = false, isShown = () => true }: PrintSettings = {},
): void {
  const { problems, diagnostics } = report;
  const paint = colorsFor(process.stderr);
  const found = problems.flatMap((problem, index) => {
    const diagnostic = diagnostics[index];
    return diagnostic && isShown(diagnostic) ? [{ problem, diagnostic }] : [];
  });
  if (found.length === 0) return;
  const files = new Set(diagnostics.map((each) => each.file)).size;
  const summary = `Found ${countProblems(diagnostics)} in ${plural(files, "file")}${countFixable(diagnostics)}.${keptNote(report)}`;
  process.stderr.write(`${printProblemList(found, paint, { isAll })}\n${paint.bold(summary)}\n`);
}

/** Returns that errors kept codegen from writing; an empty text without errors. */
export function keptNote({ diagnostics, fixed, project }: ProblemReport): string {
  if (!diagnostics.some(({ severity }) => severity === "error")) return "";
  const verb = fixed.some(({ status }) => status === "fixed") ? "generated" : "written";
  return ` Nothing was ${verb}; ${project.out} is as it was.`;
}
