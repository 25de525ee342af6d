import type TypeScript from "typescript";
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

/** Returns the name of a type with those of its arguments: `PageOfUser`. */
export function instanceName(type: TypeScript.Type, checker: Checker): string {
  const members = type.isUnion() ? type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined)) : [];
  const [only] = members;
  if (only && members.length === 1) return instanceName(only, checker);
  const symbol = type.aliasSymbol ?? type.symbol;
  if (symbol === undefined || symbol.name.startsWith("__")) return "Type";
  const isInterface = symbol === type.symbol && Boolean(symbol.flags & ts.SymbolFlags.Interface);
  const applied = isInterface ? checker.getTypeArguments(type as TypeScript.TypeReference) : [];
  const names = (type.aliasTypeArguments ?? applied).map(
    (argument) => /^\w+$/.exec(checker.typeToString(argument))?.[0],
  );
  const capitals = names.map((name = "Type") => name.charAt(0).toUpperCase() + name.slice(1));
  return capitals.length > 0 ? `${symbol.name}Of${capitals.join("And")}` : symbol.name;
}
