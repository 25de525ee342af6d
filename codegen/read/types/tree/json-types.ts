import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { kindOfLiteral, type Literal } from "./literal-values.js";
import { WireType } from "./wire-type.js";

/** Returns the JSON Schema types that values of a type have; undefined where they may have any. */
export function jsonTypesOf(type: BaseType): readonly string[] | undefined {
  const kinds = new Set<string | undefined>();
  const seen = new Set<BaseType>();
  const visit = (part: BaseType): void => {
    const inner = generator.derefType(part);
    if (seen.has(inner)) return;
    seen.add(inner);
    if (inner instanceof generator.UnionType) inner.getTypes().forEach(visit);
    else if (inner instanceof generator.EnumType)
      for (const value of inner.getValues()) kinds.add(kindOfLiteral(value as Literal));
    else if (!(inner instanceof generator.UndefinedType)) kinds.add(jsonTypeOf(inner));
  };
  visit(type);
  const known = [...kinds].filter((kind) => kind !== undefined);
  return known.length === kinds.size && known.length > 0 ? known : undefined;
}

function jsonTypeOf(type: BaseType): string | undefined {
  if (type instanceof generator.ObjectType) return "object";
  if (type instanceof generator.ArrayType || type instanceof generator.TupleType) return "array";
  if (type instanceof generator.StringType || type instanceof WireType) return "string";
  if (type instanceof generator.NumberType) return "number";
  if (type instanceof generator.BooleanType) return "boolean";
  if (type instanceof generator.NullType) return "null";
  return type instanceof generator.LiteralType ? kindOfLiteral(type.getValue()) : undefined;
}
