import { maxExplainJudgeSteps, maxJudgeSteps, maxTestDepth } from "../contract/limits.js";
import { mapGet, mapSet, NewMap } from "./intrinsics.js";
import type { RuleId, RuleTest } from "./rules.js";
import { Identities } from "./unique-items.js";

/** Members of a union whose functions are called so often that they soon run fast. */
export const maxQuickMembers = 16;

/** Steps of a member of such a union that is tried, and of one among more: a call of a function that is seldom called. */
const quickMemberSteps = 2;
const memberSteps = 16;

/** Thrown where judging a value takes more steps than it may. */
export class TooManySteps {}

/** A part of a value that lies too deep for the stack, and is judged by itself. */
interface Deferred {
  readonly id: RuleId;
  readonly value: object;
  readonly next: Deferred | undefined;
}

/**
 * Judges values by the tests of one pack, so that no schema and no value make it take more than linear time or the whole stack.
 *
 * A test that is asked for the same object more than once (`#repeats` > 0: several members of a union are tried, each of which
 * may contain the union) answers once, and the answer is kept. A test that lies too deep answers yes for the moment; what it was
 * asked for is judged from the start of the stack, and then the outer value again, which finds the answer kept.
 *
 * Every test counts its steps, so that a wide schema and a wide value together are bounded, too.
 */
export class Judgement {
  readonly #tests: readonly (RuleTest | undefined)[];
  #repeats = 0;
  /** Answers by object and rule; a number is a yes of that run which rests on something deferred. */
  #known = new NewMap<object, Map<RuleId, boolean | number>>();
  #isKnown = false;
  #deferred: Deferred | undefined;
  /** How often this run has answered yes for the moment. */
  #doubts = 0;
  #run = 0;
  #stepsLeft = 0;
  #identities: Identities | undefined;

  constructor(tests: readonly (RuleTest | undefined)[]) {
    this.#tests = tests;
  }

  /** Returns whether a value fits a rule. */
  judge(id: RuleId, value: unknown): boolean {
    if (this.#repeats === 0) this.#stepsLeft = maxJudgeSteps;
    const fits = this.#start(id, value);
    const answer = this.#doubts === 0 || !fits ? fits : this.#judgeDeep(id, value as object);
    this.#deferred = undefined;
    if (this.#repeats === 0 && this.#isKnown) this.reset();
    return answer;
  }

  /** Counts what a test does. Throws `TooManySteps`. */
  spend(steps: number): void {
    this.#stepsLeft -= steps;
    if (this.#stepsLeft < 0) throw new TooManySteps();
  }

  /** Identities of the items of lists: a list within others is made a text of only once. */
  get identities(): Identities {
    this.#isKnown = true;
    this.#identities ??= new Identities((steps) => this.spend(steps));
    return this.#identities;
  }

  /** Keeps all answers while `work` runs, which asks for the same parts of a value again and again. */
  keeping<Result>(work: () => Result): Result {
    this.#repeats++;
    this.#stepsLeft = maxExplainJudgeSteps;
    try {
      return work();
    } finally {
      this.reset();
    }
  }

  /** Forgets everything, also after a test has thrown. */
  reset(): void {
    this.#repeats = 0;
    this.#isKnown = false;
    this.#known = new NewMap();
    this.#deferred = undefined;
    this.#identities = undefined;
  }

  visit(id: RuleId, value: unknown, depth: number): boolean {
    const test = this.#tests[id] as RuleTest;
    if (typeof value !== "object" || value === null) return test(value, depth);
    const isDeep = depth > maxTestDepth;
    if (this.#repeats === 0 && !isDeep) return test(value, depth);
    const known = this.#recall(id, value);
    if (known !== undefined) return known;
    if (isDeep) {
      this.#deferred = { id, value, next: this.#deferred };
      this.#doubts++;
      return true;
    }
    const before = this.#doubts;
    const fits = test(value, depth);
    this.#remember(id, value, this.#answer(fits, before));
    return fits;
  }

  /** Returns whether some of these tests accept a value. */
  some(id: RuleId, value: unknown, depth: number, tests: readonly RuleTest[]): boolean {
    return this.#choose(id, value, depth, tests, 1);
  }

  /** Returns whether exactly one of these tests accepts a value. */
  one(id: RuleId, value: unknown, depth: number, tests: readonly RuleTest[]): boolean {
    return this.#choose(id, value, depth, tests, 2);
  }

  often(value: unknown, depth: number, test: RuleTest): boolean {
    this.#repeats++;
    const fits = test(value, depth);
    this.#repeats--;
    return fits;
  }

  /**
   * Tries the members of a union until `enough` of them fit for certain, and returns whether one does, and no second. Takes no
   * object of options, because it is called for every value of every union.
   */
  #choose(id: RuleId, value: unknown, depth: number, tests: readonly RuleTest[], enough: 1 | 2): boolean {
    const known = this.#recallChoice(id, value);
    if (known !== undefined) return known;
    const before = this.#doubts;
    const steps = tests.length > maxQuickMembers ? memberSteps : quickMemberSteps;
    let sure = 0;
    let possible = 0;
    this.#repeats++;
    for (let index = 0; index < tests.length && sure < enough; index++) {
      const at = this.#doubts;
      this.spend(steps);
      if (!(tests[index] as RuleTest)(value, depth + 1)) this.#doubts = at;
      else if (this.#doubts === at) sure++;
      else possible++;
    }
    this.#repeats--;
    // That is certain, whatever becomes of the others.
    if (sure === enough) this.#doubts = before;
    const fits = sure < 2 && sure + possible > 0;
    this.#rememberChoice(id, value, this.#answer(fits, before));
    return fits;
  }

  // The answer of a union is kept under a negative number: its rule may be that of a recursive type, whose answers are kept as well.

  #recallChoice(id: RuleId, value: unknown): boolean | undefined {
    if (this.#repeats === 0 || typeof value !== "object" || value === null) return undefined;
    return this.#recall(-1 - id, value);
  }

  #rememberChoice(id: RuleId, value: unknown, answer: boolean | number): void {
    if (this.#repeats > 0 && typeof value === "object" && value !== null) this.#remember(-1 - id, value, answer);
  }

  /** Judges the deepest parts first, each from the start of the stack, until the outermost has an answer. */
  #judgeDeep(root: RuleId, value: object): boolean {
    this.#repeats++;
    let waiting: Deferred | undefined = this.#with(this.#deferred, { id: root, value, next: undefined });
    let answer = false;
    while (waiting !== undefined) {
      const { id, value: part }: Deferred = waiting;
      const known = id === root && part === value ? undefined : this.#recall(id, part);
      if (known !== undefined) {
        waiting = waiting.next;
        continue;
      }
      const fits = this.#start(id, part);
      if (fits && this.#doubts > 0) {
        waiting = this.#with(this.#deferred, waiting);
        continue;
      }
      this.#remember(id, part, fits);
      answer = fits;
      waiting = waiting.next;
    }
    this.#repeats--;
    return answer;
  }

  #with(inner: Deferred | undefined, outer: Deferred): Deferred {
    let all = outer;
    for (let each = inner; each !== undefined; each = each.next) all = { id: each.id, value: each.value, next: all };
    return all;
  }

  #start(id: RuleId, value: unknown): boolean {
    this.#deferred = undefined;
    this.#doubts = 0;
    this.#run++;
    return (this.#tests[id] as RuleTest)(value, 0);
  }

  #answer(fits: boolean, before: number): boolean | number {
    return fits && this.#doubts !== before ? this.#run : fits;
  }

  #recall(id: RuleId, value: object): boolean | undefined {
    const answers = mapGet(this.#known, value);
    const answer = answers && mapGet(answers, id);
    if (typeof answer !== "number") return answer;
    if (answer !== this.#run) return undefined;
    this.#doubts++;
    return true;
  }

  #remember(id: RuleId, value: object, answer: boolean | number): void {
    this.#isKnown = true;
    const answers = mapGet(this.#known, value);
    if (answers) mapSet(answers, id, answer);
    else {
      const made = new NewMap<RuleId, boolean | number>();
      mapSet(made, id, answer);
      mapSet(this.#known, value, made);
    }
  }
}
