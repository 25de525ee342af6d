import type { Colors } from "picocolors/types.js";
import { lineOf } from "../../../codegen/model/source-text.js";
import type { Diagnostic, Problem } from "../../../codegen/report/problems.js";
import { plainText } from "../../../runtime/contract/plain-text.js";
import { frameLines } from "./source-frame.js";

const colors = { error: "red", warning: "yellow", info: "cyan" } as const;

/** Prints a problem: position, code, message, the source line with the span underlined, and what to do instead. */
export function printProblem(problem: Problem, diagnostic: Diagnostic, paint: Colors): string {
  const { line, column, severity, code } = diagnostic;
  const [file, message, hint] = [diagnostic.file, diagnostic.message, diagnostic.hint].map(plainText);
  const position = `${paint.cyan(file)}:${paint.yellow(String(line))}:${paint.yellow(String(column))}`;
  const kind = paint[colors[severity]](severity);
  const head = `${position} - ${kind} ${paint.dim(`${code}:`)} ${message}`;
  const advice = `  ${paint.bold("hint:")} ${hint}${paint.dim(fixNote(diagnostic))}`;
  return [head, ...frame(problem, diagnostic, paint), advice, ""].join("\n");
}

function fixNote({ fix }: Diagnostic): string {
  return fix ? `   (fixable with ${fix.safe ? "--fix" : "--fix=all"})` : "";
}

/** First line of the span, with its part underlined; empty for problems of a file as a whole. */
function frame(problem: Problem, diagnostic: Diagnostic, paint: Colors): readonly string[] {
  const { at } = problem;
  if (at.start === at.end && at.start === 0) return [];
  const text = plainText(lineOf(at.source, diagnostic.line));
  const isOneLine = diagnostic.endLine === diagnostic.line;
  const endColumn = isOneLine ? diagnostic.endColumn : text.trimEnd().length + 1;
  const marked = { text, line: diagnostic.line, column: diagnostic.column, endColumn };
  return frameLines(marked, paint, colors[problem.severity]);
}

/** Returns the number of problems of each severity: `3 errors and 1 warning`. */
export function countProblems(diagnostics: readonly Diagnostic[]): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = diagnostics.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
  return counts.join(" and ");
}

/** Returns `; 2 fixable with --fix, 1 more with --fix=all`; an empty text when no problem has a fix. */
export function countFixable(diagnostics: readonly Diagnostic[]): string {
  const fixes = diagnostics.flatMap(({ fix }) => fix ?? []);
  const safe = fixes.filter((fix) => fix.safe).length;
  const more = fixes.length - safe;
  if (fixes.length === 0) return "";
  if (safe === 0) return `; ${more} fixable with --fix=all`;
  return `; ${safe} fixable with --fix${more > 0 ? `, ${more} more with --fix=all` : ""}`;
}

/** Returns a count with its noun: `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
