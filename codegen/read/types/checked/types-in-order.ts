import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";

/** The checker's order depends on what else was checked before: primitives first, the rest by where it is declared. */
export function typesInOrder(program: Program, types: readonly TypeScript.Type[]): readonly TypeScript.Type[] {
  const rank = (type: TypeScript.Type): string => {
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) return "z";
    const declaration = (type.aliasSymbol ?? type.symbol)?.declarations?.[0];
    if (declaration === undefined) return `a ${printedType(program, type)}`;
    const place = `${placeOf(program, declaration)} ${String(declaration.pos).padStart(9, "0")}`;
    return `b ${place} ${printedType(program, type)}`;
  };
  return [...types].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** A file's name that is the same on every machine; the standard library's comes first. */
function placeOf(program: Program, declaration: TypeScript.Declaration): string {
  const tree = declaration.getSourceFile();
  if (program.isLibrary(tree)) return "";
  return program.sourceOf(tree).file.replace(/^.*\/node_modules\//, "node_modules/");
}

/** A type as messages show it; a very long one is cut. */
export function printedType({ checker }: Program, type: TypeScript.Type): string {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).slice(0, 300);
}
