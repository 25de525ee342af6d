import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";

/** A type by its name: `Page<User>`, also behind `extends`, and as `import("./page.js").Page<User>`. */
export type ReferenceNode =
  | TypeScript.TypeReferenceNode
  | TypeScript.ExpressionWithTypeArguments
  | TypeScript.ImportTypeNode;

/** Returns whether a node names a type; `typeof import("./page.js")` names values. */
export function isReference(node: TypeScript.Node): node is ReferenceNode {
  if (ts.isImportTypeNode(node)) return !node.isTypeOf;
  return ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node);
}

/** Returns the name in a reference; undefined for a module without one. */
export function nameIn(node: ReferenceNode): TypeScript.Node | undefined {
  if (ts.isImportTypeNode(node)) return node.qualifier;
  return ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
}
