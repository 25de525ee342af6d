import { maxPatternStateSteps, patternCharSteps, patternStepSteps } from "../../../runtime/contract/limits.js";
import { type PatternNode, parsePattern } from "../../../runtime/values/parse-pattern.js";
import { edge, makeProgram, other, type Program, stepsBehind, word } from "../../../runtime/values/pattern-program.js";
import { patternSearchMaxTransitions } from "../../model/limits.js";
import { charactersOf } from "./pattern-characters.js";

/**
 * Returns the steps of judging that one character of a text takes at most with a pattern that is followed in all ways at once: few where
 * no text leads to more states than the runtime remembers, else as many as the pattern has steps.
 */
export function charStepsOf(pattern: string): number {
  const known = judged.get(pattern);
  if (known !== undefined) return known;
  const { main, ahead } = parsePattern(pattern);
  const charSteps = [main, ...ahead.map(({ part }) => part)].map(costOf).reduce((sum, each) => sum + each);
  judged.set(pattern, charSteps);
  return charSteps;
}

/** Results by pattern: patterns repeat. */
const judged = new Map<string, number>();

function costOf(node: PatternNode): number {
  const program = makeProgram(node);
  return hasFewStates(program) ? patternCharSteps : patternCharSteps + program.steps.length * patternStepSteps;
}

/** Characters that are alike: the tests that accept them. */
interface CharacterClass {
  readonly after: typeof word | typeof other;
  readonly tests: ReadonlySet<number>;
}

/** Visits every state that some text leads to, until they are more than are remembered. */
function hasFewStates(program: Program): boolean {
  const classes = classesOf(program);
  const seen = new Set<string>();
  const waiting: { readonly steps: readonly number[]; readonly before: number }[] = [];
  let remembered = 0;
  let transitions = 0;
  const reach = (steps: readonly number[], before: number): void => {
    const key = `${before},${steps.join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    remembered += steps.length + 1;
    waiting.push({ steps, before });
  };
  reach([program.start], edge);
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const { after, tests } of classes) {
      transitions += state.steps.length;
      if (remembered > maxPatternStateSteps || transitions > patternSearchMaxTransitions) return false;
      const next = stepsBehind(program, state.steps, { before: state.before, after, fits: (test) => tests.has(test) });
      if (next && next.length > 0) reach(next, after);
    }
  }
  return true;
}

function classesOf({ tests }: Program): readonly CharacterClass[] {
  const accepting = new Map<number, number[]>();
  for (const [index, { source }] of tests.entries()) {
    for (const code of charactersOf(source.slice("^(?:".length, -")$".length))) {
      const known = accepting.get(code);
      if (known) known.push(index);
      else accepting.set(code, [index]);
    }
  }
  const classes = new Map<string, CharacterClass>([
    ["other:", { after: other, tests: new Set() }],
    ["word:", { after: word, tests: new Set() }],
  ]);
  for (const [code, indexes] of accepting) {
    const isWord = code < 128 && /\w/.test(String.fromCharCode(code));
    const key = `${isWord ? "word" : "other"}:${indexes.join()}`;
    if (!classes.has(key)) classes.set(key, { after: isWord ? word : other, tests: new Set(indexes) });
  }
  return [...classes.values()];
}
