import type TypeScript from "typescript";
import { typePathMaxSteps } from "../../../model/limits.js";
import type { Span } from "../../../model/source-text.js";
import type { ProblemCode, ProblemFacts, ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { typeFix } from "./type-fix.js";

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/**
 * Path from a parameter or result to the part that is being read, such as `entries.items[].at`. Messages about that
 * part start with it. A part that is reported twice is reported once, by its span.
 */
export class TypePath {
  readonly #program: Program;
  readonly #problems: ProblemList;
  #steps: string[] = [];
  #isRefused = false;
  #reports = 0;
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

  /** True where the type that is being read was refused as a whole: it may be huge, or its values cannot be revived. */
  get isRefused(): boolean {
    return this.#isRefused;
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
    const isOwn = this.#isOwn(node);
    // The author cannot follow advice about a type of a package.
    if (!isOwn && (code === "ACT311" || code === "ACT312")) return;
    // ACT311 is about forms, which show no results.
    if (code === "ACT311" && this.isResult) return;
    this.#reports++;
    if (code === "ACT315" || code === "ACT317") this.#isRefused = true;
    const all = [this.#text(), ...(facts as readonly string[])] as unknown as ProblemFacts<C>;
    this.#problems.reportFixable(
      code,
      { at: this.spanOf(node), fix: isOwn ? typeFix(code, node, this.#program) : undefined },
      ...all,
    );
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
