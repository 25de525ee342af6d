import type TypeScript from "typescript";
import { sdkNameOf, sdkNames } from "../program/imported-names.js";
import { ts } from "../typescript/typescript.js";

const { SyntaxKind } = ts;

/** Expressions whose values are no functions, whatever their parts are. */
const dataKinds: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.NullKeyword,
  SyntaxKind.NumericLiteral,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.PrefixUnaryExpression,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.TemplateExpression,
  SyntaxKind.TrueKeyword,
]);

/** Classes whose instances can be functions. */
const callableClasses: ReadonlySet<string> = new Set(["Function", "Proxy"]);

/**
 * Returns whether an expression is no function by its syntax: for most constants the type checker, which reads all packages
 * of a file, need not be asked. A call of the SDK declares a secret or the like.
 */
export function isNoFunction(value: TypeScript.Expression): boolean {
  if (dataKinds.has(value.kind)) return true;
  if (ts.isParenthesizedExpression(value) || ts.isSatisfiesExpression(value)) return isNoFunction(value.expression);
  if (ts.isAsExpression(value)) return ts.isConstTypeReference(value.type) && isNoFunction(value.expression);
  if (ts.isNewExpression(value)) return !callableClasses.has(value.expression.getText());
  return ts.isCallExpression(value) && sdkNameOf(value.expression, sdkNames(value.getSourceFile())) !== undefined;
}
