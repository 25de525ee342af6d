import { positionOf, type Span, spanKey } from "../model/source-text.js";
import type { Edit, Fix } from "./fix.js";
import { type ProblemCode, type ProblemFacts, problemTable, type Wording } from "./problem-table.js";

export { type ProblemCode, type ProblemFacts, problemCodes } from "./problem-table.js";

/** Weight of a problem: only errors stop the generation. */
export type Severity = "error" | "warning" | "info";

/** Something wrong in the sources, with its span and what to do instead. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly hint: string;
  /** Edits of the file with the problem. */
  readonly fix?: Fix;
}

/** A part of a file: lines and columns count from 1, the end is excluded. */
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
  /** Edits that mend it: all of them, or none. */
  readonly fix?: { readonly safe: boolean; readonly edits: readonly (Range & { readonly text: string })[] };
}

/** Problems of one run, each once. Reporting one does not stop the run, so that it shows every mistake. */
export class ProblemList {
  readonly #bySpan = new Map<string, Problem>();
  #isStrict = false;
  /** Problems of the work that is being observed; undefined while none is. */
  #collected: ProblemList | undefined;

  /** Makes errors of all warnings, those that are reported already and those to come. */
  makeStrict(): void {
    this.#isStrict = true;
    for (const [span, problem] of this.#bySpan) this.#bySpan.set(span, this.#weighed(problem));
  }

  /** Returns the problems that `work` reports, instead of adding them. */
  collect<T>(work: () => T): { readonly value: T; readonly problems: readonly Problem[] } {
    const before = this.#collected;
    const collected = new ProblemList();
    this.#collected = collected;
    try {
      return { value: work(), problems: collected.sorted() };
    } finally {
      this.#collected = before;
    }
  }

  /** Adds a problem that is worded already, such as one from the cache. */
  add(problem: Problem): void {
    if (this.#collected) {
      this.#collected.add(problem);
      return;
    }
    const { code, at } = problem;
    const span = `${code} ${spanKey(at)}`;
    if (!this.#bySpan.has(span)) this.#bySpan.set(span, this.#weighed(problem));
  }

  #weighed(problem: Problem): Problem {
    return this.#isStrict && problem.severity === "warning" ? { ...problem, severity: "error" } : problem;
  }

  /** Adds a problem; drops a second one with the same code and span, which is the same mistake. */
  report<C extends ProblemCode>(code: C, at: Span, ...facts: ProblemFacts<C>): void {
    this.reportFixable(code, { at, fix: undefined }, ...facts);
  }

  /** Adds a problem with its fix, if there is one. */
  reportFixable<C extends ProblemCode>(
    code: C,
    { at, fix }: { readonly at: Span; readonly fix: Fix | undefined },
    ...facts: ProblemFacts<C>
  ): void {
    const wording: Wording = (problemTable[code] as (...facts: readonly (string | undefined)[]) => Wording)(...facts);
    this.add({
      code,
      severity: wording.severity ?? "error",
      at,
      message: wording.text,
      hint: wording.hint,
      ...(fix === undefined ? {} : { fix }),
    });
  }

  /** Number of problems. */
  get size(): number {
    return this.#bySpan.size;
  }

  get hasErrors(): boolean {
    return [...this.#bySpan.values()].some((problem) => problem.severity === "error");
  }

  /** All problems by file, span and code: the same order for every order of reading. */
  sorted(): readonly Problem[] {
    return [...this.#bySpan.values()].sort(
      (a, b) =>
        compare(a.at.source.file, b.at.source.file) ||
        a.at.start - b.at.start ||
        compare(a.code, b.code) ||
        a.at.end - b.at.end,
    );
  }
}

/** Compares texts by UTF-16 units: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Returns the problem as plain data, with the path that `pathOf` gives. */
export function toDiagnostic(problem: Problem, pathOf: (file: string) => string): Diagnostic {
  const { code, severity, at, message, hint, fix } = problem;
  const file = pathOf(at.source.file);
  const rangeOf = (span: Pick<Edit, "start" | "end">): Range => {
    const start = positionOf(at.source, span.start);
    const end = positionOf(at.source, span.end);
    return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  const edits = fix?.edits.map((edit) => ({ ...rangeOf(edit), text: edit.text }));
  return { code, severity, ...rangeOf(at), message, hint, ...(fix && edits ? { fix: { safe: fix.safe, edits } } : {}) };
}
