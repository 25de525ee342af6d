import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Returns the type of a tuple's member; for a rest that of its items. */
export function tupleMemberType(member: BaseType): BaseType {
  if (member instanceof generator.OptionalType) return member.getType();
  if (!(member instanceof generator.RestType)) return member;
  const array = generator.derefType(member.getType());
  return array instanceof generator.ArrayType ? array.getItem() : array;
}
