import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { typePathMaxSteps } from "../../../model/limits.js";
import type { Span } from "../../../model/source-text.js";
import type { Fix } from "../../../report/fix.js";
import type { ProblemCode, ProblemFacts, ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { factsOfPackage, packageOf } from "./refusals.js";
import { typeFix } from "./type-fix.js";

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/** A problem that is not reported yet. */
interface HeldProblem {
  readonly isError: boolean;
  readonly report: () => void;
}

/** Result of trying to read a type. */
export interface Attempt {
  readonly type: BaseType;
  readonly hasErrors: boolean;
  /** Reports the problems that were met. */
  readonly report: () => void;
}

/**
 * Path from a parameter or result to the part that is being read, such as `entries.items[].at`. Messages about that
 * part start with it. A part that is reported twice is reported once, by its span.
 */
export class TypePath {
  readonly #program: Program;
  readonly #problems: ProblemList;
  #steps: string[] = [];
  #isRefused = false;
  #isAside = false;
  /** True where a type of a package was refused in the type that is being read. */
  #isPackageRefused = false;
  #reports = 0;
  /** Problems that are held back while a type is tried; undefined while none is. */
  #held: HeldProblem[] | undefined;
  /** Span at which nodes without a span of their own (made by the checker) are reported. */
  #anchor: Span | undefined;

  constructor(program: Program, problems: ProblemList) {
    this.#program = program;
    this.#problems = problems;
  }

  /** Starts a new path at a parameter or result, for as long as `read` runs. */
  start<T>(name: string, anchor: Span, read: () => T): T {
    const [steps, before] = [this.#steps, this.#anchor];
    this.#steps = [name];
    this.#anchor = anchor;
    this.#isRefused = false;
    this.#isPackageRefused = false;
    try {
      return read();
    } finally {
      this.#steps = steps;
      this.#anchor = before;
    }
  }

  /** Adds a step such as `.name` or `[]`, for as long as `read` runs. */
  step<T>(step: string, read: () => T): T {
    this.#steps.push(step);
    try {
      return read();
    } finally {
      this.#steps.pop();
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

  /** Reads a type of which perhaps only a part is needed: its problems are held back. */
  attempt(read: () => BaseType): Attempt {
    const before = this.#held;
    const held: HeldProblem[] = [];
    this.#held = held;
    try {
      const type = read();
      const report = (): void => {
        for (const problem of held) problem.report();
      };
      return { type, hasErrors: held.some(({ isError }) => isError), report };
    } finally {
      this.#held = before;
    }
  }

  /** True where the type that is being read was refused as a whole: it may be huge, or its values cannot be revived. */
  get isRefused(): boolean {
    return this.#isRefused;
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
    return this.#steps[0] === "result";
  }

  /** Number of problems reported so far, on all paths. */
  get reports(): number {
    return this.#reports;
  }

  /** Number of steps, the start included. */
  get depth(): number {
    return this.#steps.length;
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
    if (!isOwn && (code === "ACT311" || code === "ACT312" || code === "ACT314")) return;
    // ACT311 is about forms, which show no results, nor types that are no values.
    if (code === "ACT311" && (this.isResult || this.#isAside)) return;
    this.#reports++;
    const owner = isOwn ? undefined : packageOf(node);
    const own = owner === undefined ? facts : factsOfPackage(code, owner, facts as readonly string[]);
    const all = [this.#text(), ...(own as readonly string[])] as unknown as ProblemFacts<C>;
    const at = this.spanOf(node);
    this.#hold(code !== "ACT311" && code !== "ACT312" && code !== "ACT314", () => {
      if (code === "ACT315" || code === "ACT317") this.#isRefused = true;
      // More about the same package would say the same: leave its type alone.
      if (owner !== undefined && this.#isPackageRefused) return;
      if (owner !== undefined) this.#isPackageRefused = true;
      this.#problems.reportFixable(code, { at, fix: isOwn ? fix() : undefined }, ...all);
    });
  }

  /** Reports a problem, now or when a type that is being tried turns out to be needed. */
  #hold(isError: boolean, report: () => void): void {
    if (this.#held === undefined) report();
    else this.#held.push({ isError, report: () => this.#hold(isError, report) });
  }

  /** The path as text; the middle of a very long one is left out. */
  #text(): string {
    const half = typePathMaxSteps / 2;
    const isLong = this.#steps.length > typePathMaxSteps;
    return (isLong ? [...this.#steps.slice(0, half), "…", ...this.#steps.slice(1 - half)] : this.#steps).join("");
  }

  /** Returns whether a node is in a file of the project's actions. */
  #isOwn(node: TypeScript.Node): boolean {
    return node.pos >= 0 && this.#program.isOwn(node.getSourceFile());
  }

  /** Returns the node's span; that of the parameter for nodes that the checker made, and for types of packages. */
  spanOf(node: TypeScript.Node): Span {
    if (!this.#isOwn(node)) {
      if (this.#anchor === undefined) throw new Error("a node without a span was read outside of a parameter");
      return this.#anchor;
    }
    const tree = node.getSourceFile();
    return { source: this.#program.sourceOf(tree), start: node.getStart(tree), end: node.getEnd() };
  }
}

/** Returns a property's step in a path: `.name`, or `["any name"]`. */
export function propertyStep(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
