import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

const { SymbolFlags, SyntaxKind } = ts;

/** The flags of all symbols that a name can stand for. */
export const anyMeaning: TypeScript.SymbolFlags = SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace;

/** Returns the kind of symbol that a name stands for by its position in the syntax: a value, a type or a namespace. */
export function meaningOf(node: TypeScript.Identifier): TypeScript.SymbolFlags {
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent)) return SymbolFlags.Type;
  if (ts.isQualifiedName(parent)) return SymbolFlags.Namespace | (isInTypeQuery(parent) ? SymbolFlags.Value : 0);
  if (ts.isExportAssignment(parent)) return anyMeaning;
  if (!ts.isExpressionWithTypeArguments(parent)) return SymbolFlags.Value;
  const clause = parent.parent;
  const isClassBase =
    ts.isHeritageClause(clause) &&
    clause.token === SyntaxKind.ExtendsKeyword &&
    !ts.isInterfaceDeclaration(clause.parent);
  return isClassBase ? SymbolFlags.Value : SymbolFlags.Type;
}

function isInTypeQuery(node: TypeScript.Node): boolean {
  return ts.isQualifiedName(node.parent) ? isInTypeQuery(node.parent) : ts.isTypeQueryNode(node.parent);
}
