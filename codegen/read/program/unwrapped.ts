import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

type Wrapped = TypeScript.ParenthesizedExpression | TypeScript.AsExpression | TypeScript.SatisfiesExpression;

/** Returns whether an expression is another one in parentheses, or followed by `as` or `satisfies`. */
export function isWrapped(node: TypeScript.Expression): node is Wrapped {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

/** Returns an expression without its parentheses, `as` and `satisfies`. */
export function unwrapped(node: TypeScript.Expression): TypeScript.Expression {
  return isWrapped(node) ? unwrapped(node.expression) : node;
}
