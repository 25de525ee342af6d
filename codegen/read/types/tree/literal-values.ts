import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** A value that a type may consist of alone. */
export type Literal = string | number | boolean | null;

/** The types of literals, by their names in JSON Schema. */
export type Primitive = "string" | "number" | "boolean" | "null";

/** Returns the name in JSON Schema of a literal's type. */
export function kindOfLiteral(value: Literal): Primitive {
  return value === null ? "null" : (typeof value as Primitive);
}

/** Returns the values of a type that consists of literals alone, in source order; undefined for any other type. */
export function literalValues(type: BaseType): readonly Literal[] | undefined {
  const inner = generator.derefType(type);
  if (inner instanceof generator.LiteralType) return [inner.getValue()];
  if (inner instanceof generator.EnumType) return inner.getValues() as readonly Literal[];
  if (inner instanceof generator.NullType) return [null];
  if (!(inner instanceof generator.UnionType)) return undefined;
  const members = inner.getTypes().map(literalValues);
  return members.every((values) => values !== undefined) ? [...new Set(members.flat())] : undefined;
}

/** Makes a union of literals, or the one literal. */
export function literalUnion(values: readonly Literal[]): BaseType {
  const types = values.map((value) => (value === null ? new generator.NullType() : new generator.LiteralType(value)));
  const [only] = types;
  return types.length === 1 && only ? only : new generator.UnionType(types);
}
