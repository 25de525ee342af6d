import { maxPatternStateSteps } from "../contract/limits.js";
import { CharacterClasses } from "./character-classes.js";
import { charCodeAt, mapGet, mapSet, NewMap } from "./intrinsics.js";
import { IrregularPattern, type PatternNode, parsePattern } from "./parse-pattern.js";
import { closure, edge, makeProgram, other, stepsBehind, word } from "./pattern-program.js";

/**
 * Makes a test of texts by a pattern that takes time in proportion to the text, whatever both are: it follows all ways through the
 * pattern at once. `spend` counts what characters take that it has not met before. Throws `IrregularPattern` where a pattern says more
 * than a regular language can.
 */
export function linearPattern(
  source: string,
  spend: (steps: number) => void = () => undefined,
): (text: string) => boolean {
  const { main, ahead } = parsePattern(source);
  const test = automaton(main, spend);
  const others: ((text: string) => boolean)[] = [];
  for (const { part, isWanted } of ahead) {
    const own = automaton(part, spend);
    others[others.length] = isWanted ? own : (text) => !own(text);
  }
  return (text) => {
    for (let index = 0; index < others.length; index++) if (!others[index]?.(text)) return false;
    return test(text);
  };
}

/** Returns whether `linearPattern` can make a test of a pattern. */
export function isRegular(pattern: string): boolean {
  try {
    linearPattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof IrregularPattern) return false;
    throw error;
  }
}

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

function automaton(main: PatternNode, spend: (steps: number) => void): (text: string) => boolean {
  const program = makeProgram(main);
  const classes = new CharacterClasses(program.tests, spend);
  const states = new NewMap<string, State>();
  let remembered = 0;
  const stateOf = (steps: readonly number[], before: number): State => {
    // Texts can be made that reach more states than memory holds. These are made anew at each character, and have no names.
    if (remembered > maxPatternStateSteps) return { steps, before, after: [], isMatchAtEnd: undefined };
    let key = `${before}`;
    for (let index = 0; index < steps.length; index++) key += `,${steps[index]}`;
    const known = mapGet(states, key);
    if (known) return known;
    remembered += steps.length + 1;
    const state: State = { steps, before, after: [], isMatchAtEnd: undefined };
    mapSet(states, key, state);
    return state;
  };
  const stepOver = (state: State, kind: number): State => {
    const after = classes.isWord(kind) ? word : other;
    const fits = (test: number): boolean => classes.fits(kind, test);
    const next = stepsBehind(program, state.steps, { before: state.before, after, fits });
    if (next === undefined) return matched;
    return next.length === 0 ? dead : stateOf(next, after);
  };
  const initial = stateOf([program.start], edge);
  return (text) => {
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
        if (remembered <= maxPatternStateSteps) state.after[kind] = next;
      }
      if (next === matched) return true;
      if (next === dead) return false;
      state = next;
    }
    state.isMatchAtEnd ??= closure(program, state.steps, state.before, edge).isMatch;
    return state.isMatchAtEnd;
  };
}
