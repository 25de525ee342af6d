import { placeOf, type Span } from "../model/source-text.js";
import type { Edit, Fix } from "./fix.js";
import { type ProblemCode, type ProblemFacts, problemTable, type Wording } from "./problem-table.js";

export { type ProblemCode, type ProblemFacts, problemCodes } from "./problem-table.js";

/** How much a problem weighs: only errors stop the generation. */
export type Severity = "error" | "warning" | "info";

/** One thing that is wrong, where, and what to do instead. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly hint: string;
  /** Edits of the file that the problem is in. */
  readonly fix?: Fix;
}

/** Where something is: lines and columns count from 1, the end is excluded. */
interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A problem as `codegen --json` prints it. */
export interface Diagnostic extends Range {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  /** Replacements that mend it: all of them, or none. */
  readonly fix?: { readonly safe: boolean; readonly edits: readonly (Range & { readonly text: string })[] };
}

/** Collects problems while everything else carries on, so that one run shows every mistake, each once. */
export class ProblemList {
  readonly #byPlace = new Map<string, Problem>();

  /** Adds a problem that was found before. */
  add(problem: Problem): void {
    const { code, at } = problem;
    const place = `${code} ${at.source.file} ${at.start} ${at.end}`;
    if (!this.#byPlace.has(place)) this.#byPlace.set(place, problem);
  }

  /** Adds a problem; a second one of the same code at the same place is the same mistake and is dropped. */
  report<C extends ProblemCode>(code: C, at: Span, ...facts: ProblemFacts<C>): void {
    this.reportFixable(code, { at, fix: undefined }, ...facts);
  }

  /** Adds a problem, and how to mend it where that is known. */
  reportFixable<C extends ProblemCode>(
    code: C,
    { at, fix }: { readonly at: Span; readonly fix: Fix | undefined },
    ...facts: ProblemFacts<C>
  ): void {
    const wording: Wording = (problemTable[code] as (...facts: readonly string[]) => Wording)(...facts);
    this.add({
      code,
      severity: wording.severity ?? "error",
      at,
      message: wording.text,
      hint: wording.hint,
      ...(fix === undefined ? {} : { fix }),
    });
  }

  get hasErrors(): boolean {
    return [...this.#byPlace.values()].some((problem) => problem.severity === "error");
  }

  /** All problems by file, place and code: in the same order, whoever was read first. */
  sorted(): readonly Problem[] {
    return [...this.#byPlace.values()].sort(
      (a, b) =>
        compare(a.at.source.file, b.at.source.file) ||
        a.at.start - b.at.start ||
        compare(a.code, b.code) ||
        a.at.end - b.at.end,
    );
  }
}

/** Orders texts by UTF-16 units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The problem as plain data, with its path made by `pathOf`. */
export function toDiagnostic(problem: Problem, pathOf: (file: string) => string): Diagnostic {
  const { code, severity, at, message, hint, fix } = problem;
  const file = pathOf(at.source.file);
  const rangeOf = (span: Pick<Edit, "start" | "end">): Range => {
    const start = placeOf(at.source, span.start);
    const end = placeOf(at.source, span.end);
    return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  const edits = fix?.edits.map((edit) => ({ ...rangeOf(edit), text: edit.text }));
  return { code, severity, ...rangeOf(at), message, hint, ...(fix && edits ? { fix: { safe: fix.safe, edits } } : {}) };
}
