import { maxPatternSteps } from "../contract/limits.js";
import { mapGet, mapSet, NewMap, NewRegExp } from "./intrinsics.js";
import { IrregularPattern, type PatternNode } from "./parse-pattern.js";

/** A step of a program: `char` consumes a character, all others do not. `end` is where the pattern has matched. */
export type Step =
  | { readonly kind: "char"; readonly test: number; readonly next: number }
  | { readonly kind: "split"; readonly next: number[] }
  | { readonly kind: "start" | "end" | "word-edge" | "no-word-edge"; readonly next: number }
  | { readonly kind: "match" };

/** A pattern as steps of a machine. */
export interface Program {
  readonly steps: Step[];
  /** Where it begins. */
  start: number;
  /** It matches at the start of a text alone. */
  readonly isAnchored: boolean;
  readonly tests: RegExp[];
  readonly testByText: Map<string, number>;
  /** By step: the last search that has reached it. */
  readonly marks: number[];
  search: number;
}

/** Kind of a neighbour of a position: none, a character of a word, or another one. */
export const [edge, word, other] = [0, 1, 2] as const;

/** Makes the program of a pattern. Throws `IrregularPattern` where it has more than `maxPatternSteps` steps. */
export function makeProgram(main: PatternNode): Program {
  const program: Program = {
    steps: [],
    start: 0,
    isAnchored: beginsAtStart(main),
    tests: [],
    testByText: new NewMap(),
    marks: [],
    search: 0,
  };
  add(program, { kind: "match" });
  program.start = compile(program, main, 0);
  return program;
}

/** Returns whether a pattern matches at the start of a text alone. */
export function beginsAtStart(node: PatternNode): boolean {
  switch (node.kind) {
    case "start":
      return true;
    case "sequence":
      return node.parts[0] !== undefined && beginsAtStart(node.parts[0]);
    case "choice":
      for (const part of node.parts) if (!beginsAtStart(part)) return false;
      return true;
    default:
      return false;
  }
}

function add(program: Program, step: Step): number {
  if (program.steps.length >= maxPatternSteps) throw new IrregularPattern();
  program.steps[program.steps.length] = step;
  program.marks[program.marks.length] = 0;
  return program.steps.length - 1;
}

/** Adds the steps of a node, after which the program goes on at `next`. Returns where they begin. */
function compile(program: Program, node: PatternNode, next: number): number {
  switch (node.kind) {
    case "char":
      return add(program, { kind: "char", test: testOf(program, node.test), next });
    case "sequence": {
      let at = next;
      for (let index = node.parts.length - 1; index >= 0; index--)
        at = compile(program, node.parts[index] as PatternNode, at);
      return at;
    }
    case "choice": {
      const starts: number[] = [];
      for (const part of node.parts) starts[starts.length] = compile(program, part, next);
      return add(program, { kind: "split", next: starts });
    }
    case "repeat":
      return compileRepeat(program, node, next);
    default:
      return add(program, { kind: node.kind, next });
  }
}

function compileRepeat(
  program: Program,
  { part, min, max }: Extract<PatternNode, { kind: "repeat" }>,
  next: number,
): number {
  let at = next;
  if (max === Number.POSITIVE_INFINITY) {
    const loop: number[] = [next];
    at = add(program, { kind: "split", next: loop });
    loop[1] = compile(program, part, at);
  } else {
    if (max > maxPatternSteps) throw new IrregularPattern();
    for (let count = min; count < max; count++)
      at = add(program, { kind: "split", next: [compile(program, part, at), next] });
  }
  if (min > maxPatternSteps) throw new IrregularPattern();
  for (let count = 0; count < min; count++) at = compile(program, part, at);
  return at;
}

function testOf(program: Program, text: string): number {
  const known = mapGet(program.testByText, text);
  if (known !== undefined) return known;
  program.tests[program.tests.length] = new NewRegExp(`^(?:${text})$`, "u");
  mapSet(program.testByText, text, program.tests.length - 1);
  return program.tests.length - 1;
}

/** Steps that are reached from others without a character: those that want one, and whether the pattern has matched. */
export function closure(
  program: Program,
  from: readonly number[],
  before: number,
  after: number,
): { readonly chars: readonly number[]; readonly isMatch: boolean } {
  const { steps, marks } = program;
  const search = ++program.search;
  const chars: number[] = [];
  const stack: number[] = [];
  let isMatch = false;
  const visit = (at: number): void => {
    if (marks[at] === search) return;
    marks[at] = search;
    stack[stack.length] = at;
  };
  for (let index = 0; index < from.length; index++) visit(from[index] as number);
  const isWordEdge = (before === word) !== (after === word);
  while (stack.length > 0) {
    const at = stack[stack.length - 1] as number;
    stack.length--;
    const step = steps[at] as Step;
    if (step.kind === "match") isMatch = true;
    else if (step.kind === "char") chars[chars.length] = at;
    else if (step.kind === "split")
      for (let index = 0; index < step.next.length; index++) visit(step.next[index] as number);
    else if (holds(step.kind, { before, after, isWordEdge })) visit(step.next);
  }
  return { chars, isMatch };
}

/**
 * Returns the steps behind a character, each once: `fits` says whether a character test accepts it. Undefined where the pattern has
 * matched before it.
 */
export function stepsBehind(
  program: Program,
  from: readonly number[],
  {
    before,
    after,
    fits,
  }: { readonly before: number; readonly after: number; readonly fits: (test: number) => boolean },
): readonly number[] | undefined {
  const reached = closure(program, from, before, after);
  if (reached.isMatch) return undefined;
  const { marks, steps } = program;
  const search = ++program.search;
  const next: number[] = [];
  const reach = (at: number): void => {
    if (marks[at] === search) return;
    marks[at] = search;
    next[next.length] = at;
  };
  for (let index = 0; index < reached.chars.length; index++) {
    const step = steps[reached.chars[index] as number];
    if (step?.kind === "char" && fits(step.test)) reach(step.next);
  }
  if (!program.isAnchored) reach(program.start);
  return next;
}

function holds(
  kind: "start" | "end" | "word-edge" | "no-word-edge",
  { before, after, isWordEdge }: { readonly before: number; readonly after: number; readonly isWordEdge: boolean },
): boolean {
  if (kind === "start") return before === edge;
  if (kind === "end") return after === edge;
  return isWordEdge === (kind === "word-edge");
}
