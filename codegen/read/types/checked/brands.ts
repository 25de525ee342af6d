import type TypeScript from "typescript";
import type { Checker } from "../../program/checker.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { resolvedLiterals } from "./resolved-types.js";

const { TypeFlags } = ts;

/** Names of properties that exist for the type checker alone; all others are data. */
const brandNames: ReadonlySet<string> = new Set([
  ...["__brand", "__tag", "__type", "__opaque", "__nominal", "__flavor", "__kind"],
]);

/** Returns whether a property's key is a symbol, which JSON does not have. */
export function isSymbolNamed({ escapedName }: TypeScript.Symbol): boolean {
  return String(escapedName).startsWith("__@");
}

/** Returns whether a part of an intersection of objects is a brand: it has no other properties than those of brands. */
export function isBrandPart(type: TypeScript.Type, checker: Checker): boolean {
  if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) return false;
  if (checker.getIndexInfosOfType(type).length > 0) return false;
  const properties = checker.getPropertiesOfType(type);
  return properties.length > 0 && properties.every((property) => isBrandProperty(property, checker));
}

function isBrandProperty(symbol: TypeScript.Symbol, checker: Checker): boolean {
  if (isSymbolNamed(symbol)) return true;
  if (!brandNames.has(symbol.name)) return false;
  const isReadonly = symbol.declarations?.some(
    (declaration) => ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly,
  );
  const type = checker.getTypeOfSymbol(symbol);
  const members = type.isUnion() ? type.types : [type];
  return isReadonly === true && members.every(({ flags }) => flags & brandValues);
}

const brandValues =
  TypeFlags.StringLiteral |
  TypeFlags.NumberLiteral |
  TypeFlags.BooleanLiteral |
  TypeFlags.BigIntLiteral |
  TypeFlags.UniqueESSymbol |
  TypeFlags.Never |
  TypeFlags.Undefined;

/**
 * Returns whether an object beside a primitive is a brand, for the type checker alone; beside a literal by its names, or
 * because it has none.
 */
export function isBrandOfPrimitive(type: TypeScript.Type, primitive: TypeScript.Type, program: Program): boolean {
  const { checker } = program;
  if (checker.isArrayType(type) || checker.isTupleType(type) || type.getCallSignatures().length > 0) return false;
  const properties = checker.getPropertiesOfType(type);
  const isLibrary = properties.some((property) =>
    property.declarations?.some((each) => program.isLibrary(each.getSourceFile())),
  );
  if (isLibrary && !properties.every(isSymbolNamed)) return false;
  if (checker.getIndexInfosOfType(type).length > 0) return false;
  return resolvedLiterals(primitive) === undefined || properties.every(({ name }) => /^[_$]|brand|tag/i.test(name));
}

/** Returns whether a property is the primitive's own, and not of a brand. */
export function isOfPrimitive(symbol: TypeScript.Symbol): boolean {
  return symbol.declarations?.every((declaration) => declaration.getSourceFile().hasNoDefaultLib) ?? true;
}
