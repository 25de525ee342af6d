import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import { ts } from "../typescript/typescript.js";
import type { Checker } from "./checker.js";

type Worth = { readonly value: Json } | undefined;

/** Constants on the way, which one that is made of itself meets again. */
type Open = ReadonlySet<TypeScript.Declaration>;

/** What an expression is worth where it is written out in literals; `undefined` where it is computed. */
export function readLiteral(node: TypeScript.Expression, checker: Checker, open: Open = new Set()): Worth {
  if (isWrapped(node)) return readLiteral(node.expression, checker, open);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isPrefixUnaryExpression(node)) return readSigned(node, checker, open);
  if (ts.isArrayLiteralExpression(node)) return readArray(node, checker, open);
  if (ts.isObjectLiteralExpression(node)) return readObject(node, checker, open);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return readConstant(node, checker, open);
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

type Wrapped = TypeScript.ParenthesizedExpression | TypeScript.AsExpression | TypeScript.SatisfiesExpression;

/** Whether an expression is another one in parentheses or with its type beside it. */
function isWrapped(node: TypeScript.Expression): node is Wrapped {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

function finite(value: number): Worth {
  // JSON has no negative zero; the sum has none either.
  return Number.isFinite(value) ? { value: value + 0 } : undefined;
}

function readSigned(node: TypeScript.PrefixUnaryExpression, checker: Checker, open: Open): Worth {
  const operand = readLiteral(node.operand, checker, open);
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return finite(-operand.value);
  return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
}

function readArray(node: TypeScript.ArrayLiteralExpression, checker: Checker, open: Open): Worth {
  const items = node.elements.map((element) => readLiteral(element, checker, open));
  return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
}

function readObject(node: TypeScript.ObjectLiteralExpression, checker: Checker, open: Open): Worth {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    const name = property.name;
    if (!ts.isPropertyAssignment(property) || name === undefined || ts.isComputedPropertyName(name)) return undefined;
    const item = readLiteral(property.initializer, checker, open);
    if (item === undefined || !("text" in name) || name.text === "__proto__") return undefined;
    entries.push([name.text, item.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** The type that an expression names: `as Level`, the enum of a member, the annotation of a constant. */
export function writtenType(
  node: TypeScript.Expression,
  checker: Checker,
  open: Open = new Set(),
): TypeScript.TypeNode | TypeScript.EnumDeclaration | undefined {
  if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) return node.type;
  if (isWrapped(node)) return writtenType(node.expression, checker, open);
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const declaration = declarationOf(node, checker);
  if (declaration && ts.isEnumMember(declaration)) return declaration.parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || open.has(declaration)) return undefined;
  const { type, initializer } = declaration;
  return type ?? (initializer && writtenType(initializer, checker, new Set([...open, declaration])));
}

/** Whether TypeScript keeps the literals of an expression, here or in the constant that it names: `"low" as const`. */
export function isNarrow(node: TypeScript.Node, checker: Checker, open: Open = new Set()): boolean {
  if (ts.isSatisfiesExpression(node)) return true;
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) return true;
  const declaration = ts.isIdentifier(node) ? declarationOf(node, checker) : undefined;
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (declaration && initializer && !open.has(declaration)) {
    return isNarrow(initializer, checker, new Set([...open, declaration]));
  }
  return ts.forEachChild(node, (child) => isNarrow(child, checker, open) || undefined) ?? false;
}

function declarationOf(node: TypeScript.Expression, checker: Checker): TypeScript.Declaration | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.valueDeclaration;
}

/** A `const` with a literal, or a member of an enum. */
function readConstant(node: TypeScript.Expression, checker: Checker, open: Open): Worth {
  const declaration = declarationOf(node, checker);
  if (declaration === undefined || open.has(declaration)) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return typeof value === "number" ? finite(value) : value === undefined ? undefined : { value };
  }
  const isConst = ts.isVariableDeclaration(declaration) && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
  if (!isConst || !declaration.initializer) return undefined;
  return readLiteral(declaration.initializer, checker, new Set([...open, declaration]));
}
