import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { Program } from "./read-program.js";

/** Returns the symbol of a name; imports are followed. */
export function resolveSymbol(
  { checker }: Pick<Program, "checker">,
  name: TypeScript.Node,
): TypeScript.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
