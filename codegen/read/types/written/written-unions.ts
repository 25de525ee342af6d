import { giveUp, type WrittenType } from "./written-type.js";

export const undefinedType: WrittenType = { kind: "keyword", name: "undefined" };

/** Returns the members of a union or an enum; for any other type itself. */
export function membersOfUnion(type: WrittenType): readonly WrittenType[] {
  return type.kind === "union" || type.kind === "enum" ? type.members : [type];
}

/** Makes a union as the type checker does: without nested unions, and without literals that a keyword includes. */
export function unionOf(types: readonly WrittenType[]): WrittenType {
  const [first, ...others] = types;
  if (first === undefined) return giveUp();
  if (others.length === 0) return first;
  const members = new Map(types.flatMap(membersOfUnion).map((member) => [identityOf(member), member]));
  if (members.has("unknown")) return giveUp();
  const left = [...members.values()].filter((member) => member.kind !== "literal" || !members.has(typeof member.value));
  // The checker orders several objects by their declarations, and the reader gives advice about them.
  if (left.filter(({ kind }) => kind !== "literal" && kind !== "keyword").length > 1) return giveUp();
  const [only] = left;
  return left.length === 1 && only ? only : { kind: "union", members: left };
}

/** Returns a type without undefined; gives up where nothing is left. */
export function withoutUndefinedMember(type: WrittenType): WrittenType {
  return without(type, (name) => name === "undefined");
}

/** Returns a type without null and undefined. */
export function withoutNullish(type: WrittenType): WrittenType {
  return without(type, (name) => name === "undefined" || name === "null");
}

/** Returns whether undefined is among the values of a type. */
export function holdsUndefinedMember(type: WrittenType): boolean {
  return membersOfUnion(type).some((member) => member.kind === "keyword" && member.name === "undefined");
}

function without(type: WrittenType, isTaken: (name: string) => boolean): WrittenType {
  if (type.kind !== "union" && type.kind !== "keyword") return type;
  const left = membersOfUnion(type).filter((member) => member.kind !== "keyword" || !isTaken(member.name));
  if (left.some((member) => member.kind === "keyword" && member.name === "unknown")) giveUp();
  return unionOf(left);
}

/** Returns what is the same for members that the checker takes for one. */
function identityOf(member: WrittenType): unknown {
  switch (member.kind) {
    case "literal":
      return member.member ?? JSON.stringify(member.value);
    case "keyword":
      return member.name;
    case "wire":
      return `wire ${member.wire}`;
    case "interface":
      return member.declaration;
    default:
      return member;
  }
}
