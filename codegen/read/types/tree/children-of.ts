import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Returns the types that a type is directly made of; none for a reference back to a type around it. */
export function childrenOf(type: BaseType): readonly BaseType[] {
  if (type instanceof generator.AliasType || type instanceof generator.AnnotatedType) return [type.getType()];
  if (type instanceof generator.DefinitionType) return [type.getType()];
  if (type instanceof generator.OptionalType || type instanceof generator.RestType) return [type.getType()];
  if (type instanceof generator.ArrayType) return [type.getItem()];
  if (type instanceof generator.UnionType || type instanceof generator.TupleType) return type.getTypes();
  if (!(type instanceof generator.ObjectType)) return [];
  const additional = type.getAdditionalProperties();
  const own = type.getProperties().map((property) => property.getType());
  return additional instanceof generator.BaseType ? [...own, additional] : own;
}
