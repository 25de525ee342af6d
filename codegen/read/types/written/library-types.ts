import { keysOf, mapped, namesIn, readTypeOf } from "./written-objects.js";
import { giveUp, type WrittenProperty, type WrittenType } from "./written-type.js";
import { membersOfUnion, unionOf, withoutNullish } from "./written-unions.js";

/** Applies a type of the standard library to its arguments. */
type Apply = (
  args: readonly [WrittenType, ...WrittenType[]],
  propertiesOf: (type: WrittenType) => readonly WrittenProperty[],
) => WrittenType;

/** The standard library's types that make others of objects and unions, by name. */
export const libraryTypes: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ["Partial", ([type], of) => mapped(of(type), { presence: "optional", typeOf: readTypeOf })],
  ["Required", ([type], of) => mapped(of(type), { presence: "required", typeOf: readTypeOf })],
  ["Readonly", ([type], of) => mapped(of(type), { presence: undefined, typeOf: readTypeOf })],
  ["Pick", ([type, keys], of) => picked(of(type), keys, true)],
  ["Omit", ([type, keys], of) => picked(of(type), keys, false)],
  ["Exclude", ([type, other]) => literalsOf(type, other, false)],
  ["Extract", ([type, other]) => literalsOf(type, other, true)],
  ["NonNullable", ([type]) => withoutNullish(type)],
  ["Record", ([keys, value]) => record(keys, value)],
]);

function picked(properties: readonly WrittenProperty[], keys: WrittenType | undefined, keeps: boolean): WrittenType {
  const names = new Set(namesIn(keys ?? giveUp()));
  const left = properties.filter(({ name }) => names.has(name) === keeps);
  // A key that is no property is a mistake, or one of many.
  const known = new Set(namesIn(keysOf(properties)));
  if (left.length === 0 || (keeps && [...names].some((name) => !known.has(name)))) return giveUp();
  return { kind: "object", properties: left };
}

function literalsOf(type: WrittenType, other: WrittenType | undefined, keeps: boolean): WrittenType {
  const values = [type, other ?? giveUp()].map((each) =>
    membersOfUnion(each).map((member) => (member.kind === "literal" && !member.member ? member : giveUp())),
  );
  const [all = [], named = []] = values;
  return unionOf(all.filter(({ value }) => named.some((each) => each.value === value) === keeps));
}

function record(keys: WrittenType, value: WrittenType | undefined): WrittenType {
  const type = value ?? giveUp();
  const properties = namesIn(keys).map((name) => ({
    name,
    isOptional: false,
    declaration: undefined,
    type: () => type,
  }));
  return { kind: "object", properties };
}
