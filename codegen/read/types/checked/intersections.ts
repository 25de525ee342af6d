import type TypeScript from "typescript";
import type { Checker } from "../../program/checker.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { isBrandPart } from "./brands.js";
import { wireKindOf } from "./object-refusal.js";

const { TypeFlags } = ts;

/** Parts of an intersection of objects: those with data, and the names that only its brands have. */
export interface DataParts {
  readonly parts: readonly TypeScript.Type[];
  readonly brandNames: ReadonlySet<string>;
}

/** Separates the data of an intersection of objects from its brands. */
export function dataPartsOf(type: TypeScript.IntersectionType, { checker }: Program): DataParts {
  const parts = type.types.filter((part) => !isBrandPart(part, checker));
  const brands = type.types.filter((part) => !parts.includes(part));
  const namesOf = (all: readonly TypeScript.Type[]): readonly string[] =>
    all.flatMap((part) => checker.getPropertiesOfType(part)).map(({ name }) => name);
  const names = new Set(namesOf(parts));
  return { parts, brandNames: new Set(namesOf(brands).filter((name) => !names.has(name))) };
}

/** Returns whether a type is an array, a tuple, or a value of the standard library that travels in another form. */
export function isCarrier(type: TypeScript.Type, program: Program): boolean {
  const { checker } = program;
  return checker.isArrayType(type) || checker.isTupleType(type) || wireKindOf(type, program) !== undefined;
}

/** Returns the one of several types whose values all others allow; the first of equal ones. */
export function narrowest(types: readonly TypeScript.Type[], checker: Checker): TypeScript.Type | undefined {
  return types.find((type) => types.every((other) => other === type || checker.isTypeAssignableTo(type, other)));
}

/**
 * Returns the index signatures of a type. Of an intersection, the checker multiplies out the unions of its parts, where
 * one part's values fit all others: that part's are returned instead.
 */
export function indexInfosOf(type: TypeScript.Type, checker: Checker): readonly TypeScript.IndexInfo[] {
  const infos = checker.getIndexInfosOfType(type);
  if (!type.isIntersection()) return infos;
  return infos.map((info) => {
    const own = type.types.flatMap((part) =>
      checker.getIndexInfosOfType(part).filter(({ keyType }) => keyType === info.keyType),
    );
    const values = narrowest(
      own.map((each) => each.type),
      checker,
    );
    return values ? { ...info, type: values } : info;
  });
}

/** Returns the type of a property. Of an intersection that of one part, if its values fit the others. */
export function propertyTypeOf(symbol: TypeScript.Symbol, holder: TypeScript.Type, checker: Checker): TypeScript.Type {
  const type = checker.getTypeOfSymbol(symbol);
  if (!holder.isIntersection() || !type.isUnion()) return type;
  const own = holder.types.flatMap((part) => {
    const property = part.getProperty(symbol.name);
    return property ? [checker.getTypeOfSymbol(property)] : [];
  });
  return own.includes(type) ? type : (narrowest(own, checker) ?? type);
}

/** Returns the name of a property for which an intersection of objects allows no value, if there is one. */
export function conflictIn(type: TypeScript.IntersectionType, checker: Checker): string | undefined {
  if (isImpossible(type, checker)) {
    const names = type.types.flatMap((part) => checker.getPropertiesOfType(part)).map(({ name }) => name);
    return names.find((name, index) => names.indexOf(name) !== index);
  }
  const infos = indexInfosOf(type, checker);
  const emptied = infos.find(
    (info) => info.type.flags & TypeFlags.Never && !hasNeverUnder(info.keyType, type, checker),
  );
  if (emptied) return `[key: ${checker.typeToString(emptied.keyType)}]`;
  const values = infos.find(({ keyType }) => keyType.flags & TypeFlags.String)?.type;
  return values && checker.getPropertiesOfType(type).find((property) => !fitsAmong(property, values, checker))?.name;
}

/** Returns whether a part of an intersection says itself that there are no values under such keys. */
function hasNeverUnder(keys: TypeScript.Type, type: TypeScript.IntersectionType, checker: Checker): boolean {
  const infos = type.types.flatMap((part) => checker.getIndexInfosOfType(part));
  return infos.some((info) => info.keyType === keys && info.type.flags & TypeFlags.Never);
}

/** Returns whether the checker has emptied a type, because no value has the literals of all its parts. */
export function isImpossible(type: TypeScript.Type, checker: Checker): boolean {
  if (!type.isIntersection() || checker.getPropertiesOfType(type).length > 0) return false;
  return type.types.some((part) => part.flags & TypeFlags.Object && checker.getPropertiesOfType(part).length > 0);
}

/** Returns whether a member of a union has no value: emptied by the checker, or a list or record that is a primitive. */
export function isImpossibleMember(type: TypeScript.Type, checker: Checker): boolean {
  if (isImpossible(type, checker)) return true;
  if (!type.isIntersection() || type.types.every(isObject)) return false;
  return type.types.some(
    (part) =>
      isObject(part) &&
      (checker.isArrayType(part) || checker.isTupleType(part) || checker.getIndexInfosOfType(part).length > 0),
  );
}

function isObject({ flags }: TypeScript.Type): boolean {
  return Boolean(flags & (TypeFlags.Object | TypeFlags.NonPrimitive));
}

/** Returns whether an index signature allows the values of a named property. */
function fitsAmong(property: TypeScript.Symbol, values: TypeScript.Type, checker: Checker): boolean {
  const type = checker.getTypeOfSymbol(property);
  const members = type.isUnion() ? type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined)) : [type];
  return members.every((member) => checker.isTypeAssignableTo(member, values));
}
