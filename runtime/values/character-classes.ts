import { execute, fromCodePoint, hasOwn, mapGet, mapSet, NewMap } from "./intrinsics.js";

/** Characters beyond ASCII whose class is remembered: a text in Chinese has some thousands. */
const maxRemembered = 20_000;

/** Steps of judging in which a character is compared with a test. */
const testSteps = 8;

/** Characters by what the tests of a pattern say of them: all of a class are alike. */
export class CharacterClasses {
  readonly #spend: (steps: number) => void;
  readonly #tests: readonly RegExp[];
  readonly #ascii: number[] = [];
  #others = new NewMap<number, number>();
  #otherCount = 0;
  readonly #byFacts: Record<string, number> = { __proto__: null } as never;
  readonly #facts: string[] = [];

  constructor(tests: readonly RegExp[], spend: (steps: number) => void) {
    this.#tests = tests;
    this.#spend = spend;
    for (let code = 0; code < 128; code++) this.#ascii[code] = this.#judge(code);
  }

  of(code: number): number {
    if (code < 128) return this.#ascii[code] as number;
    const known = mapGet(this.#others, code);
    if (known !== undefined) return known;
    this.#spend(this.#tests.length * testSteps);
    if (++this.#otherCount > maxRemembered) {
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
