import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** Returns the value of an enum member that is written out, or counts on from one that is; undefined for any other. */
export function enumValue(member: TypeScript.EnumMember): string | number | undefined {
  const { initializer } = member;
  if (initializer === undefined) {
    const { members } = member.parent;
    const before = members[members.indexOf(member) - 1];
    const value = before ? enumValue(before) : -1;
    return typeof value === "number" ? value + 1 : undefined;
  }
  if (ts.isStringLiteralLike(initializer)) return initializer.text;
  return ts.isNumericLiteral(initializer) ? Number(initializer.text) : undefined;
}
