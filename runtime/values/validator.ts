import type { Fault } from "../contract/errors.js";
import { explain, faultsOf } from "./explanation.js";
import type { Finding } from "./findings.js";
import { parseJson } from "./intrinsics.js";
import { Judgement, TooManySteps } from "./judgement.js";
import { type Kit, makeKit } from "./kit.js";
import type { Rule, RuleId, RuleTest } from "./rules.js";
import { fitsScalar, type LongestTexts } from "./scalar-findings.js";

/** A file of a build that holds the validators of a namespace. */
export interface PackModule {
  /** Links the tests of the rules, by their numbers; none for a rule that is tested where it is used. */
  readonly default: (kit: Kit) => readonly (RuleTest | undefined)[];
  /** The `PackFacts` as JSON text: parsed only when something is wrong. */
  readonly facts: string;
}

/** Facts by which faults of a pack's values are told. */
export interface PackFacts {
  readonly rules: readonly Rule[];
  readonly longest: LongestTexts;
}

/** Validator of the arguments or the result of an action. */
export interface Validator {
  /** Judges a JSON value; undefined if it is valid. */
  refuse(value: unknown): Refusal | undefined;
}

/** Answer to a value that is not valid, which is not judged again to be explained. */
export interface Refusal {
  /** Returns the faults of the value, at least one, each with its pointer, never with the value. `length` is that of its JSON text, more or less. */
  explain(length: number): readonly Fault[];
}

/** Returns a validator of a pack that was loaded. */
export function validatorIn(module: PackModule, root: RuleId): Validator {
  const pack = packs.get(module) ?? new Pack(module);
  packs.set(module, pack);
  return { refuse: (value) => pack.refuse(root, value) };
}

/** Packs by module: the tests of a pack are linked once. */
const packs = new WeakMap<PackModule, Pack>();

class Pack {
  readonly #tests: (RuleTest | undefined)[] = [];
  readonly #judgement = new Judgement(this.#tests);
  readonly #text: string;
  #facts: PackFacts | undefined;

  constructor({ default: link, facts }: PackModule) {
    const tests = link(makeKit(this.#judgement));
    for (let id = 0; id < tests.length; id++) this.#tests[id] = tests[id];
    this.#text = facts;
  }

  refuse(root: RuleId, value: unknown): Refusal | undefined {
    try {
      if (this.#judgement.judge(root, value)) return undefined;
    } catch (error) {
      const faults = this.#faultsOfError(error);
      return { explain: () => faults };
    }
    return { explain: (length) => this.#faults(root, value, length) };
  }

  #faults(root: RuleId, value: unknown, length: number): readonly Fault[] {
    try {
      return faultsOf(this.#judgement.keeping(() => this.#explain(root, value, length)));
    } catch (error) {
      return this.#faultsOfError(error);
    }
  }

  /** Returns the faults of a value that could not be judged to the end. Throws an error that is no fault of the value. */
  #faultsOfError(error: unknown): readonly Fault[] {
    this.#judgement.reset();
    if (error instanceof TooManySteps) return [{ path: "", message: tooManySteps }];
    // The stack of the caller may have been used up before.
    if (error instanceof RangeError) return [{ path: "", message: "The value must not be nested so deeply." }];
    throw error;
  }

  #explain(root: RuleId, value: unknown, length: number): readonly Finding[] {
    this.#facts ??= parseJson(this.#text) as PackFacts;
    const { rules, longest } = this.#facts;
    const fits = (id: RuleId, part: unknown): boolean =>
      this.#tests[id] ? this.#judgement.judge(id, part) : fitsScalar(rules, id, part);
    return explain({ rules, longest, fits }, { id: root, value }, length);
  }
}

const tooManySteps =
  "The value takes too long to check: it must have fewer parts that are compared with many others, or less text that patterns test.";
