import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { childrenOf } from "./children-of.js";

/**
 * Counts the parts of the largest piece of a type's schema. Types without a definition are written out wherever they
 * are used, so each of a few aliases in a row can double the schema. Counting takes time in the size of the
 * declarations only.
 */
export function countParts(type: BaseType): number {
  const sizes = new Map<BaseType, number>();
  let largest = 0;
  const measure = (part: BaseType): number => {
    const known = sizes.get(part);
    if (known !== undefined) return known;
    // A part that is met again within itself is a reference, and counts as one.
    sizes.set(part, 1);
    const inside = childrenOf(part).reduce((sum, child) => sum + measure(child), 1);
    largest = Math.max(largest, inside);
    // A definition is written once, and referred to from here.
    const size = part instanceof generator.DefinitionType ? 1 : inside;
    sizes.set(part, size);
    return size;
  };
  return Math.max(measure(type), largest);
}
