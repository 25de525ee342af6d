import type TypeScript from "typescript";
import type { Checker } from "../../program/checker.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { resolvedLiterals } from "./resolved-types.js";

const { TypeFlags } = ts;

/** Returns the name of a property for which an intersection of objects allows no value, if there is one. */
export function conflictIn(type: TypeScript.IntersectionType, checker: Checker): string | undefined {
  if (isImpossible(type, checker)) {
    const names = type.types.flatMap((part) => checker.getPropertiesOfType(part)).map(({ name }) => name);
    return names.find((name, index) => names.indexOf(name) !== index);
  }
  const values = checker.getIndexInfosOfType(type).find(({ keyType }) => keyType.flags & TypeFlags.String)?.type;
  return values && checker.getPropertiesOfType(type).find((property) => !fitsAmong(property, values, checker))?.name;
}

/** Returns whether the checker has emptied a type, because no value has the literals of all its parts. */
export function isImpossible(type: TypeScript.Type, checker: Checker): boolean {
  if (!type.isIntersection() || checker.getPropertiesOfType(type).length > 0) return false;
  return type.types.some((part) => part.flags & TypeFlags.Object && checker.getPropertiesOfType(part).length > 0);
}

/** Returns whether an index signature allows the values of a named property. */
function fitsAmong(property: TypeScript.Symbol, values: TypeScript.Type, checker: Checker): boolean {
  const type = checker.getTypeOfSymbol(property);
  const members = type.isUnion() ? type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined)) : [type];
  return members.every((member) => checker.isTypeAssignableTo(member, values));
}

/**
 * Returns whether an object beside a primitive is a brand, for the type checker alone; beside a literal by its names.
 */
export function isBrand(type: TypeScript.Type, primitive: TypeScript.Type, program: Program): boolean {
  const { checker } = program;
  if (checker.isArrayType(type) || checker.isTupleType(type) || type.getCallSignatures().length > 0) return false;
  const properties = checker.getPropertiesOfType(type);
  const isLibrary = properties.some((property) =>
    property.declarations?.some((each) => program.isLibrary(each.getSourceFile())),
  );
  if (isLibrary || checker.getIndexInfosOfType(type).length > 0) return false;
  return (
    resolvedLiterals(primitive) === undefined ||
    (properties.length > 0 && properties.every(({ name }) => /^[_$]|brand|tag/i.test(name)))
  );
}

/** Returns whether a property is the primitive's own, and not of a brand. */
export function isOfPrimitive(symbol: TypeScript.Symbol): boolean {
  return symbol.declarations?.every((declaration) => declaration.getSourceFile().hasNoDefaultLib) ?? true;
}
