import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";
import { giveUp, type WrittenProperty, type WrittenType } from "./written-type.js";
import {
  holdsUndefinedMember,
  membersOfUnion,
  undefinedType,
  unionOf,
  withoutUndefinedMember,
} from "./written-unions.js";

/** Returns the name of a property that is written as it is; gives up on numbers, which are keys of another type. */
export function plainNameOf(name: TypeScript.PropertyName): string {
  const isPlain = ts.isIdentifier(name) || ts.isStringLiteral(name);
  return isPlain && name.text !== "__proto__" && !isNumeric(name.text) ? name.text : giveUp();
}

function isNumeric(name: string): boolean {
  return String(Number(name)) === name;
}

/** Returns the names of properties as a type. */
export function keysOf(properties: readonly WrittenProperty[]): WrittenType {
  return unionOf(properties.map(({ name }) => ({ kind: "literal", value: name })));
}

/** Returns the texts that a type of keys consists of. */
export function namesIn(keys: WrittenType): readonly string[] {
  return membersOfUnion(keys).map((member) =>
    member.kind === "literal" && typeof member.value === "string" ? member.value : giveUp(),
  );
}

/** Returns the type of the values under keys. */
export function typeUnder(properties: readonly WrittenProperty[], keys: WrittenType): WrittenType {
  return unionOf(
    namesIn(keys).map((name) => readTypeOf(properties.find((property) => property.name === name) ?? giveUp())),
  );
}

/** Returns the type of a property where it is read: with the undefined of its `?`. */
export function readTypeOf({ type, isOptional }: WrittenProperty): WrittenType {
  return isOptional ? unionOf([type(), undefinedType]) : type();
}

/** Changes of a mapped type. */
export interface Mapping {
  /** By `?`, `+?` or `-?`; undefined where each property keeps its own. */
  readonly presence: "required" | "optional" | undefined;
  readonly typeOf: (property: WrittenProperty) => WrittenType;
}

/** Returns an object with the same properties, of other types. */
export function mapped(properties: readonly WrittenProperty[], { presence, typeOf }: Mapping): WrittenType {
  return {
    kind: "object",
    properties: properties.map((property) => {
      const isOptional = presence === undefined ? property.isOptional : presence === "optional";
      const type = (): WrittenType => {
        if (!property.isOptional || isOptional) return typeOf(property);
        // Whether an undefined that is written stays where `?` is taken away depends on the compiler's options.
        return holdsUndefinedMember(property.type()) ? giveUp() : withoutUndefinedMember(typeOf(property));
      };
      return { ...property, isOptional, type };
    }),
  };
}
