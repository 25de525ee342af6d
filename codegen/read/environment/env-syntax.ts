import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** A declaration that gives a name to a value, or takes it apart. */
export type Binding = TypeScript.VariableDeclaration | TypeScript.ParameterDeclaration | TypeScript.BindingElement;

/** Returns whether an expression is another one in parentheses, or followed by `!`, `as` or `satisfies`. */
export function isAround(
  node: TypeScript.Node,
): node is TypeScript.ParenthesizedExpression | TypeScript.NonNullExpression | TypeScript.AsExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

/** Returns whether a node declares a variable, a parameter or a part of a pattern. */
export function isBinding(node: TypeScript.Node): node is Binding {
  return ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
}

/** Returns whether an operator assigns to what stands before it. */
export function isAssignment(kind: TypeScript.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Returns whether an operator compares objects as such. */
export function isComparison(kind: TypeScript.SyntaxKind): boolean {
  const { EqualsEqualsToken, EqualsEqualsEqualsToken, ExclamationEqualsToken, ExclamationEqualsEqualsToken } =
    ts.SyntaxKind;
  return [
    EqualsEqualsToken,
    EqualsEqualsEqualsToken,
    ExclamationEqualsToken,
    ExclamationEqualsEqualsToken,
    ts.SyntaxKind.InstanceOfKeyword,
  ].includes(kind as never);
}

/** Returns whether a member is assigned, deleted, or counted up or down. */
export function isWritten(node: TypeScript.Expression): boolean {
  const { parent } = node;
  if (isAround(parent)) return isWritten(parent);
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent.operatorToken.kind);
  if (ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  return ts.isPrefixUnaryExpression(parent) && [PlusPlusToken, MinusMinusToken].includes(parent.operator as never);
}

/** Returns whether only the existence of an object is asked for, or a name is given to it that is read by itself. */
export function isHarmless({ parent }: TypeScript.Node): boolean {
  return (
    ts.isTypeOfExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isExportAssignment(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent)
  );
}
