import type TypeScript from "typescript";
import { argumentNameMaxLength } from "../../../model/limits.js";
import type { Checker } from "../../program/checker.js";
import { ts } from "../../typescript/typescript.js";
import type { Literal } from "../tree/literal-values.js";

const { TypeFlags } = ts;

/** Returns the values of a type that is one literal or an enumeration to the checker. */
export function resolvedLiterals(type: TypeScript.Type): readonly Literal[] | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
  if (type.flags & TypeFlags.BooleanLiteral)
    return [(type as unknown as { intrinsicName: string }).intrinsicName === "true"];
  if (type.flags & TypeFlags.Enum && type.isUnion()) {
    const members = type.types.map(resolvedLiterals);
    return members.every((values) => values !== undefined) ? members.flat() : undefined;
  }
  return undefined;
}

/** Returns whether a type can be undefined to the checker, also while a recursive one is not completely read. */
export function holdsUndefined(type: TypeScript.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Void));
}

/** Returns whether a property is never there: its type has no value besides undefined, and it may be left out. */
export function isAbsentType(type: TypeScript.Type, isOptional: boolean): boolean {
  const members = type.isUnion() ? type.types : [type];
  const empty = TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Never;
  if (!members.every(({ flags }) => flags & empty)) return false;
  return isOptional || members.some(({ flags }) => !(flags & TypeFlags.Never));
}

/** Returns the name of a type with those of its arguments, `PageOfUser`; undefined where it has none. */
export function instanceName(type: TypeScript.Type, checker: Checker): string | undefined {
  const members = type.isUnion() ? type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined)) : [];
  const [only] = members;
  if (only && members.length === 1) return instanceName(only, checker);
  const symbol = type.aliasSymbol ?? type.symbol;
  if (symbol === undefined || symbol.name.startsWith("__")) return undefined;
  const isInterface = symbol === type.symbol && Boolean(symbol.flags & ts.SymbolFlags.Interface);
  const applied = isInterface ? checker.getTypeArguments(type as TypeScript.TypeReference) : [];
  const names = (type.aliasTypeArguments ?? applied).map((argument) =>
    wordsOf(inOneOrder(checker.typeToString(argument))),
  );
  return names.length > 0 ? `${symbol.name}Of${names.join("And")}` : symbol.name;
}

/** Returns the text of a union in one order: the checker's own depends on the types that it checked before. */
function inOneOrder(text: string): string {
  const isNested = /[<({[][^>)}\]]*\|/.test(text);
  return isNested ? "Type" : text.split(" | ").sort().join(" | ");
}

/** Returns the words of a type's text as one name: `StringArray`, `XOrY`. */
export function wordsOf(text: string): string {
  const said = text.replaceAll("[]", " array").replaceAll("|", " or ").replaceAll("&", " and ");
  const words = said.match(/\p{ID_Continue}+/gu) ?? ["Type"];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name.length > argumentNameMaxLength ? "Type" : name;
}
