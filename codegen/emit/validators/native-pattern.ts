import { isRegular } from "../../../runtime/values/linear-pattern.js";
import { type PatternNode, parsePattern } from "../../../runtime/values/parse-pattern.js";
import { beginsAtStart } from "../../../runtime/values/pattern-program.js";
import { charactersOf } from "./pattern-characters.js";

/**
 * Returns whether JavaScript tests a pattern in time proportional to the text: it begins at the start of the text, and no character ever
 * leaves more than one way to go, so that there is nothing to go back to (it is strongly deterministic, Brüggemann-Klein 1993). A
 * pattern that no automaton can follow counts, too: `@pattern` refuses those that may take long.
 */
export function isNativePattern(pattern: string): boolean {
  const known = judged.get(pattern) ?? judge(pattern);
  judged.set(pattern, known);
  return known;
}

/** Results by pattern: patterns repeat. */
const judged = new Map<string, boolean>();

function judge(pattern: string): boolean {
  if (!isRegular(pattern)) return true;
  const { main, ahead } = parsePattern(pattern);
  return ahead.length === 0 && beginsAtStart(main) && isDeterministic(main);
}

function isDeterministic(main: PatternNode): boolean {
  try {
    const { first, follow } = new Ways().of(main);
    return isClear(first) && [...follow.values()].every(isClear);
  } catch (error) {
    if (error instanceof Ambiguous) return false;
    throw error;
  }
}

/** Thrown where one text can be matched in two ways, whatever its characters. */
class Ambiguous extends Error {}

/** One place in a pattern that matches a character. */
interface Spot {
  readonly test: string;
}

/** Spots that begin and end a part of a pattern. */
interface Part {
  readonly first: readonly Spot[];
  readonly last: readonly Spot[];
  readonly isEmpty: boolean;
}

/** Finds which spots of a pattern may follow which (Glushkov's automaton). */
class Ways {
  readonly #follow = new Map<Spot, Spot[]>();

  of(node: PatternNode): Part & { readonly follow: ReadonlyMap<Spot, readonly Spot[]> } {
    return { ...this.#part(node), follow: this.#follow };
  }

  #part(node: PatternNode): Part {
    switch (node.kind) {
      case "char": {
        const spot = { test: node.test };
        return { first: [spot], last: [spot], isEmpty: false };
      }
      case "sequence":
        return node.parts.map((part) => this.#part(part)).reduce((before, part) => this.#join(before, part), nothing);
      case "choice": {
        const parts = node.parts.map((part) => this.#part(part));
        if (parts.filter(({ isEmpty }) => isEmpty).length > 1) throw new Ambiguous();
        return {
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
          isEmpty: parts.some(({ isEmpty }) => isEmpty),
        };
      }
      case "repeat": {
        const part = this.#part(node.part);
        if (part.isEmpty) throw new Ambiguous();
        if (node.max > 1) this.#lead(part.last, part.first);
        return node.max === 0 ? nothing : { ...part, isEmpty: node.min === 0 };
      }
      default:
        return nothing;
    }
  }

  #join(before: Part, after: Part): Part {
    this.#lead(before.last, after.first);
    return {
      first: before.isEmpty ? [...before.first, ...after.first] : before.first,
      last: after.isEmpty ? [...before.last, ...after.last] : after.last,
      isEmpty: before.isEmpty && after.isEmpty,
    };
  }

  #lead(from: readonly Spot[], to: readonly Spot[]): void {
    for (const spot of from) {
      const known = this.#follow.get(spot) ?? [];
      // A repetition within a repetition: the next round of either begins alike.
      if (to.some((each) => known.includes(each))) throw new Ambiguous();
      this.#follow.set(spot, [...known, ...to]);
    }
  }
}

const nothing: Part = { first: [], last: [], isEmpty: true };

/** Returns whether no character fits two of these spots. */
function isClear(spots: readonly Spot[]): boolean {
  const taken = new Set<number>();
  for (const { test } of spots) {
    for (const code of charactersOf(test)) {
      if (taken.has(code)) return false;
      taken.add(code);
    }
  }
  return true;
}
