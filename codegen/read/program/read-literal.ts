import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import { ts } from "../typescript/typescript.js";
import type { Checker } from "./checker.js";
import { resolveSymbol } from "./resolve-symbol.js";
import { isWrapped } from "./unwrapped.js";

type LiteralValue = { readonly value: Json } | undefined;

/** Constants that are being read, to notice one that is made of itself. */
type Unfinished = ReadonlySet<TypeScript.Declaration>;

/** Returns the value of an expression that is written out in literals; undefined where it is computed. */
export function readLiteral(
  node: TypeScript.Expression,
  checker: Checker,
  unfinished: Unfinished = new Set(),
): LiteralValue {
  if (isWrapped(node)) return readLiteral(node.expression, checker, unfinished);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isPrefixUnaryExpression(node)) return readSigned(node, checker, unfinished);
  if (ts.isArrayLiteralExpression(node)) return readArray(node, checker, unfinished);
  if (ts.isObjectLiteralExpression(node)) return readObject(node, checker, unfinished);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return readConstant(node, checker, unfinished);
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

function finite(value: number): LiteralValue {
  // JSON has no negative zero; the sum has none either.
  return Number.isFinite(value) ? { value: value + 0 } : undefined;
}

function readSigned(node: TypeScript.PrefixUnaryExpression, checker: Checker, unfinished: Unfinished): LiteralValue {
  const operand = readLiteral(node.operand, checker, unfinished);
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return finite(-operand.value);
  return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
}

function readArray(node: TypeScript.ArrayLiteralExpression, checker: Checker, unfinished: Unfinished): LiteralValue {
  const items = node.elements.map((element) => readLiteral(element, checker, unfinished));
  return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
}

function readObject(node: TypeScript.ObjectLiteralExpression, checker: Checker, unfinished: Unfinished): LiteralValue {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    const name = property.name;
    if (!ts.isPropertyAssignment(property) || name === undefined || ts.isComputedPropertyName(name)) return undefined;
    const item = readLiteral(property.initializer, checker, unfinished);
    if (item === undefined || !("text" in name) || name.text === "__proto__") return undefined;
    entries.push([name.text, item.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** Returns the type that an expression names: `as Level`, the enum of a member, the annotation of a constant. */
export function writtenType(
  node: TypeScript.Expression,
  checker: Checker,
  unfinished: Unfinished = new Set(),
): TypeScript.TypeNode | TypeScript.EnumDeclaration | undefined {
  if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) return node.type;
  if (isWrapped(node)) return writtenType(node.expression, checker, unfinished);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const declaration = declarationOf(node, checker);
  if (declaration && ts.isEnumMember(declaration)) return declaration.parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || unfinished.has(declaration))
    return undefined;
  const { type, initializer } = declaration;
  return type ?? (initializer && writtenType(initializer, checker, new Set([...unfinished, declaration])));
}

/**
 * Returns whether TypeScript keeps an expression's literals (`"low" as const`), here or in the constant that it names.
 */
export function isNarrow(node: TypeScript.Node, checker: Checker, unfinished: Unfinished = new Set()): boolean {
  if (ts.isSatisfiesExpression(node)) return true;
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) return true;
  const declaration = ts.isIdentifier(node) ? declarationOf(node, checker) : undefined;
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (declaration && initializer && !unfinished.has(declaration)) {
    return isNarrow(initializer, checker, new Set([...unfinished, declaration]));
  }
  return ts.forEachChild(node, (child) => isNarrow(child, checker, unfinished) || undefined) ?? false;
}

function declarationOf(node: TypeScript.Expression, checker: Checker): TypeScript.Declaration | undefined {
  return resolveSymbol({ checker }, node)?.valueDeclaration;
}

/** Reads a `const` with a literal, or a member of an enum. */
function readConstant(node: TypeScript.Expression, checker: Checker, unfinished: Unfinished): LiteralValue {
  const declaration = declarationOf(node, checker);
  if (declaration === undefined || unfinished.has(declaration)) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return typeof value === "number" ? finite(value) : value === undefined ? undefined : { value };
  }
  const isConst = ts.isVariableDeclaration(declaration) && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
  if (!isConst || !declaration.initializer) return undefined;
  return readLiteral(declaration.initializer, checker, new Set([...unfinished, declaration]));
}
