import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Returns the type of a tuple's member; for a rest that of its items. */
export function tupleMemberType(member: BaseType): BaseType {
  if (member instanceof generator.OptionalType) return member.getType();
  if (!(member instanceof generator.RestType)) return member;
  const array = generator.derefType(member.getType());
  return array instanceof generator.ArrayType ? array.getItem() : array;
}

/** Leaves out the optional members at the end of a tuple that have no value besides undefined (`b?: never`). */
export function withoutAbsentTail(members: readonly BaseType[]): readonly BaseType[] {
  const last = members.findLastIndex((member) => !isAbsentMember(member));
  return members.slice(0, last + 1);
}

/** Returns whether a member of a tuple has no value besides undefined. */
export function isAbsentMember(member: BaseType): boolean {
  if (!(member instanceof generator.OptionalType)) return false;
  return generator.derefType(member.getType()) instanceof generator.UndefinedType;
}
