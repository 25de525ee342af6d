import type TypeScript from "typescript";
import { printedTypeMaxLength } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";

/**
 * Sorts types: primitives first, the others by their declarations. The checker's own order depends on the types that it
 * checked before.
 */
export function typesInOrder(program: Program, types: readonly TypeScript.Type[]): readonly TypeScript.Type[] {
  const rank = (type: TypeScript.Type): string => {
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) return "z";
    const declaration = (type.aliasSymbol ?? type.symbol)?.declarations?.[0];
    if (declaration === undefined) return `a ${printedType(program, type)}`;
    const position = `${stableFileName(program, declaration)} ${String(declaration.pos).padStart(9, "0")}`;
    return `b ${position} ${printedType(program, type)}`;
  };
  return [...types].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Returns a file's name that is the same on every machine; that of the standard library comes first. */
function stableFileName(program: Program, declaration: TypeScript.Declaration): string {
  const tree = declaration.getSourceFile();
  if (program.isLibrary(tree)) return "";
  return program.sourceOf(tree).file.replace(/^.*\/node_modules\//, "node_modules/");
}

/** Returns the text of a type for messages; a very long one is cut. */
export function printedType({ checker }: Program, type: TypeScript.Type): string {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).slice(0, printedTypeMaxLength);
}
