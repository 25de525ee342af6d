import { maxPatternStates, maxPatternSteps } from "../contract/limits.js";
import { charCodeAt, execute, fromCodePoint, hasOwn, mapGet, mapSet, NewMap, NewRegExp } from "./intrinsics.js";
import { IrregularPattern, type PatternNode, parsePattern } from "./parse-pattern.js";

/**
 * Makes a test of texts by a pattern that takes time in proportion to the text, whatever both are: it follows all ways through the
 * pattern at once. Throws `IrregularPattern` where a pattern says more than a regular language can.
 */
export function linearPattern(source: string): (text: string) => boolean {
  const { main, ahead } = parsePattern(source);
  const test = automaton(main);
  const others: ((text: string) => boolean)[] = [];
  for (const { part, isWanted } of ahead) {
    const own = automaton(part);
    others[others.length] = isWanted ? own : (text) => !own(text);
  }
  return (text) => {
    for (let index = 0; index < others.length; index++) if (!others[index]?.(text)) return false;
    return test(text);
  };
}

/** A step of a program: `char` consumes a character, all others do not. `end` is where the pattern has matched. */
type Step =
  | { readonly kind: "char"; readonly test: number; readonly next: number }
  | { readonly kind: "split"; readonly next: number[] }
  | { readonly kind: "start" | "end" | "word-edge" | "no-word-edge"; readonly next: number }
  | { readonly kind: "match" };

interface Program {
  readonly steps: Step[];
  readonly tests: RegExp[];
  readonly testByText: Map<string, number>;
}

/** Kind of a neighbour of a position: none, a character of a word, or another one. */
const [edge, word, other] = [0, 1, 2] as const;

/** Set of steps that are reached before a character is known, by the kind of the character before. */
interface State {
  readonly steps: readonly number[];
  readonly before: number;
  /** By class of the next character: the state behind it; `matched` or `dead`. */
  readonly after: (State | undefined)[];
  /** Whether the pattern has matched if the text ends here. */
  isMatchAtEnd: boolean | undefined;
}

const matched: State = { steps: [], before: edge, after: [], isMatchAtEnd: true };
const dead: State = { steps: [], before: edge, after: [], isMatchAtEnd: false };

function automaton(main: PatternNode): (text: string) => boolean {
  const program: Program = { steps: [], tests: [], testByText: new NewMap() };
  add(program, { kind: "match" });
  const start = compile(program, main, 0);
  const classes = new CharacterClasses(program.tests);
  const isAnchored = beginsAtStart(main);
  let states = new NewMap<string, State>();
  let count = 0;
  const stateOf = (steps: readonly number[], before: number): State => {
    let key = `${before}`;
    for (let index = 0; index < steps.length; index++) key += `,${steps[index]}`;
    const known = mapGet(states, key);
    if (known) return known;
    // Forgets all rather than growing with texts that were made to reach every state.
    if (++count > maxPatternStates) {
      states = new NewMap();
      count = 1;
    }
    const state: State = { steps, before, after: [], isMatchAtEnd: undefined };
    mapSet(states, key, state);
    return state;
  };
  const stepOver = (state: State, kind: number): State => {
    const after = classes.isWord(kind) ? word : other;
    const reached = closure(program, state.steps, state.before, after);
    if (reached.isMatch) return matched;
    const next: number[] = [];
    for (let index = 0; index < reached.chars.length; index++) {
      const step = program.steps[reached.chars[index] as number];
      if (step?.kind === "char" && classes.fits(kind, step.test)) next[next.length] = step.next;
    }
    if (!isAnchored) next[next.length] = start;
    return next.length === 0 ? dead : stateOf(unique(next), after);
  };
  let initial = stateOf([start], edge);
  return (text) => {
    if (mapGet(states, `${edge},${start}`) !== initial) initial = stateOf([start], edge);
    let state = initial;
    for (let at = 0; at < text.length; at++) {
      let code = charCodeAt(text, at);
      if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
        const low = charCodeAt(text, at + 1);
        if (low >= 0xdc00 && low <= 0xdfff) {
          code = (code - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
          at++;
        }
      }
      const kind = classes.of(code);
      let next = state.after[kind];
      if (next === undefined) {
        next = stepOver(state, kind);
        state.after[kind] = next;
      }
      if (next === matched) return true;
      if (next === dead) return false;
      state = next;
    }
    state.isMatchAtEnd ??= closure(program, state.steps, state.before, edge).isMatch;
    return state.isMatchAtEnd;
  };
}

function beginsAtStart(node: PatternNode): boolean {
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
function closure(
  { steps }: Program,
  from: readonly number[],
  before: number,
  after: number,
): { readonly chars: readonly number[]; readonly isMatch: boolean } {
  const seen: Record<number, true> = { __proto__: null } as never;
  const chars: number[] = [];
  const stack: number[] = [];
  let isMatch = false;
  const visit = (at: number): void => {
    if (seen[at]) return;
    seen[at] = true;
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

function holds(
  kind: "start" | "end" | "word-edge" | "no-word-edge",
  { before, after, isWordEdge }: { readonly before: number; readonly after: number; readonly isWordEdge: boolean },
): boolean {
  if (kind === "start") return before === edge;
  if (kind === "end") return after === edge;
  return isWordEdge === (kind === "word-edge");
}

function unique(steps: number[]): readonly number[] {
  const seen: Record<number, true> = { __proto__: null } as never;
  const found: number[] = [];
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as number;
    if (seen[step]) continue;
    seen[step] = true;
    found[found.length] = step;
  }
  return found;
}

/** Characters by what the tests of a pattern say of them: all of a class are alike. */
class CharacterClasses {
  readonly #tests: readonly RegExp[];
  readonly #ascii: number[] = [];
  #others = new NewMap<number, number>();
  #otherCount = 0;
  readonly #byFacts: Record<string, number> = { __proto__: null } as never;
  readonly #facts: string[] = [];

  constructor(tests: readonly RegExp[]) {
    this.#tests = tests;
    for (let code = 0; code < 128; code++) this.#ascii[code] = this.#judge(code);
  }

  of(code: number): number {
    if (code < 128) return this.#ascii[code] as number;
    const known = mapGet(this.#others, code);
    if (known !== undefined) return known;
    if (++this.#otherCount > 1_000) {
      this.#others = new NewMap();
      this.#otherCount = 1;
    }
    const found = this.#judge(code);
    mapSet(this.#others, code, found);
    return found;
  }

  fits(kind: number, test: number): boolean {
    return this.#facts[kind]?.[test + 1] === "1";
  }

  isWord(kind: number): boolean {
    return this.#facts[kind]?.[0] === "1";
  }

  #judge(code: number): number {
    const text = fromCodePoint(code);
    let facts = execute(wordCharacter, text) ? "1" : "0";
    for (let index = 0; index < this.#tests.length; index++) {
      facts += execute(this.#tests[index] as RegExp, text) ? "1" : "0";
    }
    if (!hasOwn(this.#byFacts, facts)) {
      this.#byFacts[facts] = this.#facts.length;
      this.#facts[this.#facts.length] = facts;
    }
    return this.#byFacts[facts] as number;
  }
}

const wordCharacter = /^\w$/;
