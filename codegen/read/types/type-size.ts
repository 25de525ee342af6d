import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../typescript.js";
import { childrenOf } from "./children-of.js";

/** More parts than any honest type has once it is written out. */
export const maxParts = 50_000;

interface Size {
  /** How many parts it has where it stands. */
  readonly own: number;
  /** How many the largest piece has that is written by itself. */
  readonly largest: number;
}

/** Sizes that were measured; what a type is made of no longer changes then. */
const sizes = new WeakMap<BaseType, Size>();

/**
 * How many parts the largest piece of a type's schema has: what has no name is written out wherever it stands, so that a
 * few names in a row can double it without end. Takes time in the size of the declarations only.
 */
export function partsOf(type: BaseType): number {
  return measure(type).largest;
}

/** A reference back to a type around it has no parts, so this ends. */
function measure(part: BaseType): Size {
  const known = sizes.get(part);
  if (known !== undefined) return known;
  const children = childrenOf(part).map(measure);
  const inside = children.reduce((sum, { own }) => sum + own, 1);
  const largest = children.reduce((most, each) => Math.max(most, each.largest), inside);
  // A definition is written once, by itself.
  const size = { own: part instanceof generator.DefinitionType ? 1 : inside, largest };
  sizes.set(part, size);
  return size;
}
