import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";

/** The symbol that a name stands for, imports followed. */
export function resolveSymbol(program: Program, name: TypeScript.Node): TypeScript.Symbol | undefined {
  const symbol = program.checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  return symbol.flags & ts.SymbolFlags.Alias ? program.checker.getAliasedSymbol(symbol) : symbol;
}
