import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { childrenOf } from "./children-of.js";

/** More parts than any honest type has once it is written out. */
export const maxParts = 50_000;

/**
 * How many parts the largest piece of a type's schema has: what has no name is written out wherever it stands, so that a
 * few names in a row can double it without end. Takes time in the size of the declarations only.
 */
export function partsOf(type: BaseType): number {
  const sizes = new Map<BaseType, number>();
  let largest = 0;
  const measure = (part: BaseType): number => {
    const known = sizes.get(part);
    if (known !== undefined) return known;
    // A part that is met again within itself is a reference.
    sizes.set(part, 1);
    const inside = childrenOf(part).reduce((sum, child) => sum + measure(child), 1);
    largest = Math.max(largest, inside);
    // A definition is written once, by itself.
    const size = part instanceof generator.DefinitionType ? 1 : inside;
    sizes.set(part, size);
    return size;
  };
  return Math.max(measure(type), largest);
}
