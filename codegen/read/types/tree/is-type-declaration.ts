import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";

/** Returns whether a declaration makes a type: interface, alias, enum or member of one, class, type parameter. */
export function isTypeDeclaration(node: TypeScript.Declaration): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeParameterDeclaration(node)
  );
}
