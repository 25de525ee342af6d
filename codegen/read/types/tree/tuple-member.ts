import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** The type of a tuple's member; that of the items for a rest. */
export function insideOf(member: BaseType): BaseType {
  if (member instanceof generator.OptionalType) return member.getType();
  if (!(member instanceof generator.RestType)) return member;
  const array = generator.derefType(member.getType());
  return array instanceof generator.ArrayType ? array.getItem() : array;
}
