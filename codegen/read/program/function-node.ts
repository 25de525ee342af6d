import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** A function with a body, as an action is written. */
export type FunctionNode = TypeScript.FunctionDeclaration | TypeScript.FunctionExpression | TypeScript.ArrowFunction;

/** Returns the statement at the top of a file that a node belongs to. */
export function topStatementOf(node: TypeScript.Node): TypeScript.Node {
  return node.parent === undefined || ts.isSourceFile(node.parent) ? node : topStatementOf(node.parent);
}

/** Returns the node that a message about a function underlines: its name, where it has one. */
export function nameNodeOf(node: FunctionNode): TypeScript.Node {
  return node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : node);
}
