import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";

/**
 * Returns whether a property's name is a symbol (`[brand]`): JSON leaves such a property out, so it is no part of the
 * data. Asks the type checker, because constants and members of enums look the same.
 */
export function isSymbolKey(name: TypeScript.PropertyName, program: Program): boolean {
  if (!ts.isComputedPropertyName(name)) return false;
  const { expression } = name;
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return false;
  return Boolean(program.checker.getTypeAtLocation(expression).flags & ts.TypeFlags.ESSymbolLike);
}

/** Returns whether a member of an object has symbols for keys, by its name or by an index signature. */
export function isOfSymbol(member: TypeScript.TypeElement, program: Program): boolean {
  if (!ts.isIndexSignatureDeclaration(member)) return member.name !== undefined && isSymbolKey(member.name, program);
  return member.parameters[0]?.type?.kind === ts.SyntaxKind.SymbolKeyword;
}
