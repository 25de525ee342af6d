import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import type { TypePath } from "../tree/type-path.js";
import { writtenProperties } from "../written/written-properties.js";

/** Reports properties of an interface that contradict the types that it extends: tsc refuses such an interface, too. */
export function checkExtends(node: TypeScript.InterfaceDeclaration, program: Program, typePath: TypePath): void {
  const bases = (node.heritageClauses ?? []).flatMap((clause) => [...clause.types]);
  const known = new Map<string, { readonly symbol: TypeScript.Symbol; readonly isOwn: boolean }>();
  const own = program.checker.getSymbolAtLocation(node.name)?.members;
  own?.forEach((symbol) => {
    if (symbol.flags & ts.SymbolFlags.Property) known.set(symbol.name, { symbol, isOwn: true });
  });
  if (areApart([...known.keys()], bases, program)) return;
  for (const base of bases) {
    const type = program.checker.getTypeAtLocation(base);
    for (const symbol of program.checker.getPropertiesOfType(type)) {
      const other = known.get(symbol.name);
      if (other === undefined) known.set(symbol.name, { symbol, isOwn: false });
      else if (!accepts(program, symbol, other)) typePath.report("ACT316", base, symbol.name);
    }
  }
}

/** Returns whether syntax tells that no property is declared twice, so that none can contradict another. */
function areApart(
  own: readonly string[],
  bases: readonly TypeScript.ExpressionWithTypeArguments[],
  program: Program,
): boolean {
  const inherited = bases.map((base) => writtenProperties(base, program));
  if (!inherited.every((properties) => properties !== undefined)) return false;
  const names = [...own, ...inherited.flatMap((properties) => properties.map(({ name }) => name))];
  return new Set(names).size === names.length;
}

/**
 * Returns whether a property can replace that of a base: the interface's own may be narrower, another base's may not.
 */
function accepts(
  program: Program,
  base: TypeScript.Symbol,
  { symbol, isOwn }: { readonly symbol: TypeScript.Symbol; readonly isOwn: boolean },
): boolean {
  const { checker } = program;
  const isOptional = (each: TypeScript.Symbol): boolean => Boolean(each.flags & ts.SymbolFlags.Optional);
  const [narrow, wide] = [checker.getTypeOfSymbol(symbol), checker.getTypeOfSymbol(base)];
  if (isOptional(symbol) && !isOptional(base)) return false;
  return checker.isTypeAssignableTo(narrow, wide) && (isOwn || checker.isTypeAssignableTo(wide, narrow));
}
