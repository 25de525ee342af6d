import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator } from "../../typescript/typescript.js";
import type { Literal } from "./literal-values.js";
import type { TypePath } from "./type-path.js";
import { WireType } from "./wire-type.js";

/** Returns the name of the property that tells objects apart: required in each, a literal, no value twice. */
export function discriminantOf(members: readonly BaseType[]): string | undefined {
  return literalProperties(members).find(({ values }) => new Set(values).size === values.length)?.name;
}

/** Returns `name: value` of a literal property that all members have, and two of them with the same value. */
function sharedDiscriminant(members: readonly BaseType[]): string | undefined {
  const [property] = literalProperties(members);
  if (property === undefined) return undefined;
  const twice = property.values.find((value, index) => property.values.indexOf(value) !== index);
  return `\`${property.name}: ${JSON.stringify(twice)}\``;
}

/** Reports objects of a union that nothing, or the same value twice, tells apart; `node` is the union's. */
export function adviseOnObjects(members: readonly BaseType[], node: TypeScript.Node, typePath: TypePath): void {
  const objects = members.filter((member) => member instanceof generator.ObjectType);
  if (objects.length < 2 || discriminantOf(objects) !== undefined) return;
  const shared = sharedDiscriminant(objects);
  if (shared === undefined) typePath.report("ACT312", node);
  else typePath.report("ACT314", node, shared);
}

interface LiteralProperty {
  readonly name: string;
  readonly values: readonly Literal[];
}

function literalProperties(members: readonly BaseType[]): readonly LiteralProperty[] {
  const objects = members.map((member) => generator.derefType(member));
  const [first] = objects;
  if (objects.length < 2 || !(first instanceof generator.ObjectType)) return [];
  return first.getProperties().flatMap((property) => {
    const values = objects.map((object) => propertyLiteral(object, property.getName()));
    return values.every((value) => value !== undefined) ? [{ name: property.getName(), values }] : [];
  });
}

/** Returns the value of a required property that is one literal; of a bigint its wire form. */
export function propertyLiteral(type: BaseType, name: string): Literal | undefined {
  if (!(type instanceof generator.ObjectType)) return undefined;
  const property = type.getProperties().find((each) => each.getName() === name && each.isRequired());
  const value = property ? generator.derefType(property.getType()) : undefined;
  if (value instanceof generator.LiteralType) return value.getValue();
  const [only, ...others] = value instanceof WireType ? (value.values ?? []) : [];
  return others.length === 0 ? only : undefined;
}
