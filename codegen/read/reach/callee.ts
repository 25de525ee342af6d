import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { AnyCall } from "./values.js";

/** Returns the name of the function that a call names: `String`, `Object.freeze`; undefined for any other. */
export function calleeName(call: AnyCall): string | undefined {
  if (ts.isTaggedTemplateExpression(call)) return undefined;
  const { expression } = call;
  if (ts.isIdentifier(expression)) return expression.text;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  return `${expression.expression.text}.${expression.name.text}`;
}

/** Returns the call of an expression, through parentheses and `!`. */
export function callAround(node: TypeScript.Expression): TypeScript.CallExpression | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return callAround(parent);
  return ts.isCallExpression(parent) && parent.expression === node ? parent : undefined;
}
