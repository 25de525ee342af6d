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
  // JSON has no negative zero; the sum has none either.
  return Number.isFinite(value) ? { value: value + 0 } : undefined;
}

function readSigned(node: TypeScript.PrefixUnaryExpression, checker: Checker): { readonly value: Json } | undefined {
  const operand = readLiteral(node.operand, checker);
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return finite(-operand.value);
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

/** The type that an expression names: `as Level`, the enum of a member, the annotation of a constant. */
export function writtenType(
  node: TypeScript.Expression,
  checker: Checker,
): TypeScript.TypeNode | TypeScript.EnumDeclaration | undefined {
  if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) return node.type;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return writtenType(node.expression, checker);
  }
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const declaration = declarationOf(node, checker);
  if (declaration && ts.isEnumMember(declaration)) return declaration.parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  return declaration.type ?? (declaration.initializer && writtenType(declaration.initializer, checker));
}

function declarationOf(node: TypeScript.Expression, checker: Checker): TypeScript.Declaration | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.valueDeclaration;
}

/** A `const` with a literal, or a member of an enum. */
function readConstant(node: TypeScript.Expression, checker: Checker): { readonly value: Json } | undefined {
  const declaration = declarationOf(node, checker);
  if (declaration === undefined) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return typeof value === "number" ? finite(value) : value === undefined ? undefined : { value };
  }
  const isConst = ts.isVariableDeclaration(declaration) && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
  return isConst && declaration.initializer ? readLiteral(declaration.initializer, checker) : undefined;
}
