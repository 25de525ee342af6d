import type { BaseType, ObjectProperty, ObjectType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { type Literal, literalUnion, literalValues } from "../tree/literal-values.js";
import { namedProperty, type Presence, presenceOf } from "../tree/named-property.js";
import { type CaseName, casedText, caseNames, changeCase } from "../tree/template-type.js";
import { unionMembers } from "../tree/union-members.js";

/** Applies a utility type; undefined where an argument is of a kind that only the type checker can apply it to. */
type Evaluate = (args: readonly BaseType[]) => BaseType | undefined;

/** The standard library's utility types, by name. */
export const utilityTypes: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ["Readonly", ([type]) => (holdsUnknown(type) ? undefined : type)],
  [
    "Partial",
    ([type]) =>
      hasIndex(type) ? undefined : onObjects(type, (object) => withPresence(object, "partial", () => "optional")),
  ],
  ["Required", ([type]) => onObjects(type, (object) => withPresence(object, "required", required))],
  ["Pick", ([type, keys]) => onKeys(type, keys, (isNamed) => isNamed)],
  ["Omit", ([type, keys]) => onKeys(type, keys, (isNamed) => !isNamed)],
  ["Exclude", ([type, other]) => onLiterals(type, other, (isMember) => !isMember)],
  ["Extract", ([type, other]) => onLiterals(type, other, (isMember) => isMember)],
  ["NonNullable", ([type]) => nonNullable(type)],
  ["NoInfer", ([type]) => type],
  ...caseNames.map((name): [string, Evaluate] => [name, ([type]) => onTexts(name, type)]),
]);

function onObjects(type: BaseType | undefined, change: (object: ObjectType) => BaseType): BaseType | undefined {
  const inner = type && generator.derefType(type);
  if (inner instanceof generator.ObjectType) return change(inner);
  if (!(inner instanceof generator.UnionType)) return undefined;
  const members = inner.getTypes().map((member) => onObjects(member, change));
  return members.every((member) => member !== undefined) ? new generator.UnionType(members) : undefined;
}

/** Returns whether a type holds `unknown`: TypeScript makes `{}` of its properties. */
function holdsUnknown(type: BaseType | undefined): boolean {
  return type !== undefined && unionMembers(type).some((member) => member instanceof generator.UnknownType);
}

/** Returns whether a type has values under any key, which `Partial` would let be undefined. */
function hasIndex(type: BaseType | undefined): boolean {
  const objects = type ? unionMembers(type).filter((member) => member instanceof generator.ObjectType) : [];
  return objects.some((object) => object.getAdditionalProperties() !== false);
}

function withPresence(object: ObjectType, change: string, of: (property: ObjectProperty) => Presence): BaseType {
  return objectWith(object, change, (property) => [
    namedProperty(property.getName(), property.getType(), of(property)),
  ]);
}

/** Like TypeScript's `Required`: takes a `?` away, and the `undefined` that comes with it, but no other. */
function required(property: ObjectProperty): Presence {
  return presenceOf(property) === "undefined" ? "undefined" : "required";
}

function onKeys(
  type: BaseType | undefined,
  keys: BaseType | undefined,
  keeps: (isNamed: boolean) => boolean,
): BaseType | undefined {
  const names = keys && literalValues(keys)?.map(String);
  const inner = type && generator.derefType(type);
  // These do not distribute over a union: the type checker works out the rest.
  if (names === undefined || !(inner instanceof generator.ObjectType)) return undefined;
  if (inner.getAdditionalProperties() !== false) return undefined;
  return objectWith(inner, `keys-${names.join(",")}-${keeps(true)}`, (property) =>
    keeps(names.includes(property.getName())) ? [property] : [],
  );
}

function objectWith(
  object: ObjectType,
  change: string,
  map: (property: ObjectProperty) => readonly ObjectProperty[],
): BaseType {
  const properties = object.getProperties().flatMap(map);
  return new generator.ObjectType(`${change}-${object.getId()}`, [], properties, object.getAdditionalProperties());
}

function onLiterals(
  type: BaseType | undefined,
  other: BaseType | undefined,
  keeps: (isMember: boolean) => boolean,
): BaseType | undefined {
  const values = type && literalValues(type);
  const excluded = other && memberTest(other);
  if (values === undefined || excluded === undefined) return undefined;
  const left = values.filter((value) => keeps(excluded(value)));
  return left.length > 0 ? literalUnion(left) : undefined;
}

function memberTest(type: BaseType): ((value: Literal) => boolean) | undefined {
  const inner = generator.derefType(type);
  if (inner instanceof generator.StringType) return (value) => typeof value === "string";
  if (inner instanceof generator.NumberType) return (value) => typeof value === "number";
  if (inner instanceof generator.BooleanType) return (value) => typeof value === "boolean";
  const values = literalValues(type);
  return values && ((value) => values.includes(value));
}

function nonNullable(type: BaseType | undefined): BaseType | undefined {
  const inner = type && generator.derefType(type);
  if (inner === undefined || holdsUnknown(inner) || isNullish(inner)) return undefined;
  if (!(inner instanceof generator.UnionType)) return type;
  const left = inner.getTypes().filter((member) => !isNullish(generator.derefType(member)));
  const [only] = left;
  if (left.length < 2) return only;
  return new generator.UnionType(left);
}

function isNullish(type: BaseType): boolean {
  return type instanceof generator.NullType || type instanceof generator.UndefinedType;
}

function onTexts(name: CaseName, type: BaseType | undefined): BaseType | undefined {
  if (type === undefined) return undefined;
  const values = literalValues(type);
  if (!values?.every((value) => typeof value === "string")) return casedText(name, type);
  return literalUnion(values.map((value) => changeCase(name, String(value))));
}
