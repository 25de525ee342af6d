import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { once } from "../../../cache/once.js";
import { typePathMaxSteps } from "../../../model/limits.js";
import type { Span } from "../../../model/source-text.js";
import type { Fix } from "../../../report/fix.js";
import type { ProblemCode, ProblemFacts, ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { holdsCode, Notes, type PlacedNote, type TypedValue, tell } from "../notes/notes.js";
import { textOf } from "./placeholder.js";
import { factsOfPackage, packageOf } from "./refusals.js";
import { typeFix } from "./type-fix.js";

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/** Result of trying to read a type. */
export interface Attempt {
  readonly type: BaseType;
  readonly hasErrors: boolean;
  readonly hasProblems: boolean;
  /** Keeps what was noted. */
  readonly keep: () => void;
}

/** Codes that advise on a type that is read nevertheless. */
const advice: ReadonlySet<ProblemCode> = new Set(["ACT311", "ACT312", "ACT314"]);

/**
 * Path to the part of a type that is being read: from the definition that it stands in, or from a parameter or the result,
 * such as `entries.items[].at`. Messages about that part start with it. They are notes until the parameter or result was read.
 */
export class TypePath {
  readonly #program: Program;
  readonly #problems: ProblemList;
  readonly #document: (value: TypedValue) => void;
  #steps: string[] = [];
  #isResult = false;
  #isAside = false;
  /** Number of steps, those of the definitions around the path included. */
  #depth = 0;
  #notes = new Notes(false);
  /** Span at which nodes without a span of their own are reported: those of packages, and those that the checker made. */
  #anchor: Span | undefined;

  constructor(program: Program, problems: ProblemList, document: (value: TypedValue) => void) {
    this.#program = program;
    this.#problems = problems;
    this.#document = document;
  }

  /** Starts a new path at a parameter or result, for as long as `read` runs, and reports what was noted. */
  start<T>(name: string, anchor: Span, read: () => T): T {
    const before = { isResult: this.#isResult, depth: this.#depth };
    this.#isResult = name === "result";
    this.#depth = 1;
    const notes = new Notes(false);
    try {
      return this.#within(notes, { steps: [name], anchor }, read);
    } finally {
      this.#isResult = before.isResult;
      this.#depth = before.depth;
      tell(notes, anchor, {
        problem: (note) => this.#reportNote(note),
        comment: (problem) => this.#problems.add(problem),
        value: this.#document,
      });
    }
  }

  /** Returns new notes for the type at `node`. */
  notesOf(node: TypeScript.Node): Notes {
    return new Notes(this.#isOwn(node));
  }

  /** Reads a definition: its path starts anew with its name. In a package it goes on, because the author knows only the use. */
  define<T>(node: TypeScript.NamedDeclaration, notes: Notes, read: () => T): T {
    const name = node.name ?? node;
    const start = notes.isOwn
      ? { steps: [textOf(name)], anchor: this.#ownSpan(name) }
      : { steps: [], anchor: undefined };
    try {
      return this.#within(notes, start, read);
    } finally {
      notes.isComplete = true;
    }
  }

  /** Notes that the type at the path mentions another, which was noted before. */
  mention(notes: Notes): void {
    if ((notes.isComplete && notes.entries.length === 0) || notes === this.#notes) return;
    this.#notes.entries.push({ kind: "mention", notes, steps: [...this.#steps], at: this.#anchor });
  }

  /** Reads comments, and notes their problems. */
  comments<T>(read: () => T): T {
    const { value, problems } = this.#problems.collect(read);
    for (const problem of problems) this.#notes.entries.push({ kind: "comment", problem });
    return value;
  }

  /** Notes a default or an example of the type at the path. */
  document(value: TypedValue): void {
    this.#notes.entries.push({ kind: "value", value });
  }

  #within<T>(
    notes: Notes,
    { steps, anchor }: { readonly steps: string[]; readonly anchor: Span | undefined },
    read: () => T,
  ): T {
    const before = [this.#notes, this.#steps, this.#anchor] as const;
    this.#notes = notes;
    this.#steps = steps;
    this.#anchor = anchor;
    try {
      return read();
    } finally {
      [this.#notes, this.#steps, this.#anchor] = before;
    }
  }

  /** Adds a step such as `.name` or `[]`, for as long as `read` runs. */
  step<T>(step: string, read: () => T): T {
    this.#steps.push(step);
    this.#depth++;
    try {
      return read();
    } finally {
      this.#steps.pop();
      this.#depth--;
    }
  }

  /** Adds the step of a property that is declared at `name`: types of packages are reported there. */
  property<T>(step: string, name: TypeScript.Node, read: () => T): T {
    const before = this.#anchor;
    if (this.#isOwn(name)) this.#anchor = this.#ownSpan(name);
    try {
      return this.step(step, read);
    } finally {
      this.#anchor = before;
    }
  }

  /** Reads a type that is no value of its own: keys, or a hole of a template. Forms do not show it. */
  aside<T>(read: () => T): T {
    const before = this.#isAside;
    this.#isAside = true;
    try {
      return read();
    } finally {
      this.#isAside = before;
    }
  }

  /** True while keys or a hole of a template are read. */
  get isAside(): boolean {
    return this.#isAside;
  }

  /** Reads a type of which perhaps only a part is needed: what is noted of it counts only if it is kept. */
  attempt(read: () => BaseType): Attempt {
    const before = this.#notes;
    const notes = new Notes(before.isOwn);
    this.#notes = notes;
    try {
      const type = read();
      return {
        type,
        hasErrors: holdsCode(notes, (code) => !advice.has(code)),
        hasProblems: holdsCode(notes, () => true),
        keep: () => this.#notes.entries.push(...notes.entries),
      };
    } finally {
      this.#notes = before;
    }
  }

  /** True where the type that is being read was refused as a whole: it may be huge, or its values cannot be revived. */
  get isRefused(): boolean {
    return holdsCode(this.#notes, (code) => code === "ACT315" || code === "ACT317");
  }

  /** Reports a client of a package (an object with methods), at the parameter or result: it is no data. */
  refuseClient(node: TypeScript.Node, name: string, owner: string): void {
    const hint = this.isResult
      ? `Return the fields that callers need, as an interface of your own: \`${owner}\` made this one to be called.`
      : `Build it inside the function, from a \`secret()\`: a client of \`${owner}\` is no data that a caller could send.`;
    this.report("ACT301", node, name, hint);
  }

  /** True while a result is read, false for a parameter. */
  get isResult(): boolean {
    return this.#isResult;
  }

  /** Number of steps from the parameter or result on, through all definitions. */
  get depth(): number {
    return this.#depth;
  }

  /** Reports a problem of the part at `node`; its first fact is the path. */
  report<C extends ProblemCode>(code: C, node: TypeScript.Node, ...facts: Rest<ProblemFacts<C>>): void {
    this.reportFixable({ code, node, fix: () => typeFix(code, node, this.#program) }, ...facts);
  }

  /** Reports a problem of the part at `node` with a fix of its own; `fix` is asked only for the author's own code. */
  reportFixable<C extends ProblemCode>(
    { code, node, fix }: { readonly code: C; readonly node: TypeScript.Node; readonly fix: () => Fix | undefined },
    ...facts: Rest<ProblemFacts<C>>
  ): void {
    const isOwn = this.#isOwn(node);
    // The author cannot follow advice about a type of a package.
    if (!isOwn && advice.has(code)) return;
    // ACT311 is about forms, which show no results, nor types that are no values.
    if (code === "ACT311" && (this.isResult || this.#isAside)) return;
    const owner = isOwn ? undefined : packageOf(node);
    this.#notes.entries.push({
      ...{ kind: "problem", code, owner, steps: [...this.#steps] },
      at: isOwn ? this.#ownSpan(node) : this.#anchor,
      facts: owner === undefined ? facts : factsOfPackage(code, owner, facts as readonly string[]),
      fix: isOwn ? once(fix) : () => undefined,
    });
  }

  #reportNote({ code, at, steps, facts, fix }: PlacedNote): void {
    const all = [textOfPath(steps), ...facts] as unknown as ProblemFacts<typeof code>;
    this.#problems.reportFixable(code, { at, fix: fix() }, ...all);
  }

  /** Returns whether a node is in a file of the project's actions. */
  #isOwn(node: TypeScript.Node): boolean {
    return node.pos >= 0 && this.#program.isOwn(node.getSourceFile());
  }

  #ownSpan(node: TypeScript.Node): Span {
    const tree = node.getSourceFile();
    return { source: this.#program.sourceOf(tree), start: node.getStart(tree), end: node.getEnd() };
  }
}

/** Returns a path as text; the middle of a very long one is left out. */
function textOfPath(steps: readonly string[]): string {
  const half = typePathMaxSteps / 2;
  const isLong = steps.length > typePathMaxSteps;
  return (isLong ? [...steps.slice(0, half), "…", ...steps.slice(1 - half)] : steps).join("");
}

/** Returns a property's step in a path: `.name`, or `["any name"]`. */
export function propertyStep(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
