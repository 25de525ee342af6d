import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { hasOwnJson } from "../checked/object-refusal.js";
import { jsonOnceHint } from "../tree/refusals.js";
import type { TypePath } from "../tree/type-path.js";

/** Returns the type that an interface's `toJSON` returns, its own or that of what it extends: the interface's form in JSON. */
export function jsonFormOf(
  node: TypeScript.InterfaceDeclaration | TypeScript.TypeLiteralNode,
  program: Program,
): TypeScript.TypeNode | undefined {
  for (const member of node.members) {
    if (member.name === undefined || !ts.isIdentifier(member.name) || member.name.text !== "toJSON") continue;
    if (ts.isMethodSignature(member)) return member.type;
    const isFunction = ts.isPropertySignature(member) && member.type && ts.isFunctionTypeNode(member.type);
    if (isFunction) return (member.type as TypeScript.FunctionTypeNode).type;
  }
  const clauses = (ts.isInterfaceDeclaration(node) && node.heritageClauses) || [];
  for (const base of clauses.flatMap((clause) => [...clause.types])) {
    const declarations = resolveSymbol(program, base.expression)?.declarations ?? [];
    // The type parameters of a base have no arguments here.
    const plain = declarations.filter(ts.isInterfaceDeclaration).filter((each) => !each.typeParameters);
    const inherited = plain.map((each) => jsonFormOf(each, program)).find((type) => type !== undefined);
    if (inherited) return inherited;
  }
  return undefined;
}

/** Reports a form in JSON that JSON would not write as it is: it calls `toJSON` only once. */
export function checkJsonForm(node: TypeScript.TypeNode, program: Program, typePath: TypePath): boolean {
  if (!hasOwnJson(program.checker.getTypeAtLocation(node), program)) return true;
  typePath.report("ACT301", node, node.getText(), jsonOnceHint);
  return false;
}
