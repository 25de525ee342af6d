import type TypeScript from "typescript";
import type { Json } from "../../runtime/contract/json.js";
import type { Checker } from "./checker.js";
import { ts } from "./typescript.js";

/** What an expression is worth where it is written out in literals; `undefined` where it is computed. */
export function readLiteral(node: TypeScript.Expression, checker: Checker): { readonly value: Json } | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return readLiteral(node.expression, checker);
  }
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isPrefixUnaryExpression(node)) return readSigned(node, checker);
  if (ts.isArrayLiteralExpression(node)) return readArray(node, checker);
  if (ts.isObjectLiteralExpression(node)) return readObject(node, checker);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return readConstant(node, checker);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return { value: true };
    case ts.SyntaxKind.FalseKeyword:
      return { value: false };
    case ts.SyntaxKind.NullKeyword:
      return { value: null };
    default:
      return undefined;
  }
}

function finite(value: number): { readonly value: Json } | undefined {
  return Number.isFinite(value) ? { value } : undefined;
}

function readSigned(node: TypeScript.PrefixUnaryExpression, checker: Checker): { readonly value: Json } | undefined {
  const operand = readLiteral(node.operand, checker);
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return { value: -operand.value };
  return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
}

function readArray(node: TypeScript.ArrayLiteralExpression, checker: Checker): { readonly value: Json } | undefined {
  const items = node.elements.map((element) => readLiteral(element, checker));
  return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
}

function readObject(node: TypeScript.ObjectLiteralExpression, checker: Checker): { readonly value: Json } | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    const name = property.name;
    if (!ts.isPropertyAssignment(property) || name === undefined || ts.isComputedPropertyName(name)) return undefined;
    const item = readLiteral(property.initializer, checker);
    if (item === undefined || !("text" in name) || name.text === "__proto__") return undefined;
    entries.push([name.text, item.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** A `const` with a literal, or a member of an enum. */
function readConstant(node: TypeScript.Expression, checker: Checker): { readonly value: Json } | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return value === undefined ? undefined : { value };
  }
  const isConst = ts.isVariableDeclaration(declaration) && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
  return isConst && declaration.initializer ? readLiteral(declaration.initializer, checker) : undefined;
}
