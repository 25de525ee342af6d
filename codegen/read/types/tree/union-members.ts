import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Returns the members of a union, nested unions opened; for any other type itself. Names and comments are opened. */
export function unionMembers(type: BaseType): readonly BaseType[] {
  const inner = generator.derefType(type);
  return inner instanceof generator.UnionType ? inner.getTypes().flatMap(unionMembers) : [inner];
}
