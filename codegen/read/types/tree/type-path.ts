import type TypeScript from "typescript";
import type { Span } from "../../../model/source-text.js";
import type { ProblemCode, ProblemFacts, ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { typeFix } from "./type-fix.js";

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/**
 * The way from a parameter or result to the part that is being read, such as `entries.items[].at`: what a message about
 * that part starts with. Parts that are reported twice are reported once, by place.
 */
export class Way {
  readonly #program: Program;
  readonly #problems: ProblemList;
  #steps: string[] = [];
  #isRefused = false;
  #reports = 0;
  /** Where a node without a place of its own (one that the checker made) is reported. */
  #anchor: Span | undefined;

  constructor(program: Program, problems: ProblemList) {
    this.#program = program;
    this.#problems = problems;
  }

  /** Starts a new way at a parameter or result. */
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

  /** Goes one step further: `.name`, `[]`. */
  step<T>(step: string, read: () => T): T {
    this.#steps.push(step);
    try {
      return read();
    } finally {
      this.#steps.pop();
    }
  }

  /** Whether the type that is being read was refused as a whole: what was read of it may be huge, or have no way back. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Whether it is a result that is read, and not a parameter. */
  get isResult(): boolean {
    return this.#steps[0] === "result";
  }

  /** How much was reported so far, on any way. */
  get reports(): number {
    return this.#reports;
  }

  /** How far from its start the way is. */
  get depth(): number {
    return this.#steps.length;
  }

  /** Reports a problem of the part at `node`; its first fact is the way. */
  report<C extends ProblemCode>(code: C, node: TypeScript.Node, ...facts: Rest<ProblemFacts<C>>): void {
    const isOwn = this.#isOwn(node);
    // Advice about a type that somebody else wrote helps nobody.
    if (!isOwn && (code === "ACT311" || code === "ACT312")) return;
    // A result is in no form.
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

  /** The way in words; the middle of a very long one is left out. */
  #text(): string {
    const steps = this.#steps.length > 16 ? [...this.#steps.slice(0, 8), "…", ...this.#steps.slice(-7)] : this.#steps;
    return steps.join("");
  }

  /** Whether a node stands in a file of the project's actions. */
  #isOwn(node: TypeScript.Node): boolean {
    return node.pos >= 0 && this.#program.isOwn(node.getSourceFile());
  }

  /** The node's place; that of the parameter for what the checker made, and for types of packages. */
  spanOf(node: TypeScript.Node): Span {
    if (!this.#isOwn(node)) {
      if (this.#anchor === undefined) throw new Error("a node without a place was read outside of a parameter");
      return this.#anchor;
    }
    const tree = node.getSourceFile();
    return { source: this.#program.sourceOf(tree), start: node.getStart(tree), end: node.getEnd() };
  }
}

/** A property's step in a way: `.name`, or `["any name"]`. */
export function propertyStep(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
