import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Removes the `undefined` that makes a type optional, also behind an alias; `numRemoved` counts them. */
export function withoutUndefined(type: BaseType): { readonly newType: BaseType; readonly numRemoved: number } {
  if (type instanceof generator.UnionType) {
    const members = type.getTypes().filter((member) => !(member instanceof generator.UndefinedType));
    const stripped = members.map(withoutUndefined);
    const inside = stripped.reduce((sum, { numRemoved }) => sum + numRemoved, 0);
    const numRemoved = type.getTypes().length - members.length + inside;
    if (numRemoved === 0) return { newType: type, numRemoved };
    const rest = stripped.map(({ newType }) => newType);
    const [only] = rest;
    return { newType: rest.length === 1 && only ? only : new generator.UnionType(rest), numRemoved };
  }
  if (type instanceof generator.AliasType || type instanceof generator.AnnotatedType) {
    const { newType, numRemoved } = withoutUndefined(type.getType());
    if (numRemoved === 0) return { newType: type, numRemoved };
    const isNamed = type instanceof generator.AliasType;
    return {
      newType: isNamed ? newType : new generator.AnnotatedType(newType, type.getAnnotations(), false),
      numRemoved,
    };
  }
  return { newType: type, numRemoved: 0 };
}
