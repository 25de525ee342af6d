import type TypeScript from "typescript";
import { isJsonObject, type Json } from "../../../runtime/contract/json.js";
import { ts } from "../typescript/typescript.js";
import type { Checker } from "./checker.js";
import { type Access, accessedName, constantValue, declarationOf, isAccess, plainValue } from "./constant-node.js";
import { isWrapped } from "./unwrapped.js";

type LiteralValue = { readonly value: Json } | undefined;

/** State of reading one expression. */
interface ReadState {
  /** Constants that are being read, to notice one that is made of itself. */
  readonly unfinished: ReadonlySet<TypeScript.Declaration>;
  /** True to read members of any constant, which its code may change; false for those `as const` alone. */
  readonly isLenient: boolean;
}

const initial: ReadState = { unfinished: new Set(), isLenient: false };

function within({ unfinished, ...state }: ReadState, declaration: TypeScript.Declaration): ReadState {
  return { ...state, unfinished: new Set([...unfinished, declaration]) };
}

/**
 * Returns the value of an expression as `readLiteral` does, also where it is a member of a constant that could be changed:
 * for defaults, which the function itself applies and which are documentation.
 */
export function readDefaultValue(node: TypeScript.Expression, checker: Checker): LiteralValue {
  return readLiteral(node, checker, { ...initial, isLenient: true });
}

/** Returns the value of an expression that is written out in literals; undefined where it is computed. */
export function readLiteral(node: TypeScript.Expression, checker: Checker, state: ReadState = initial): LiteralValue {
  const plain = plainValue(node);
  if (plain !== node) return readLiteral(plain, checker, state);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isPrefixUnaryExpression(node)) return readSigned(node, checker, state);
  if (ts.isArrayLiteralExpression(node)) return readArray(node, checker, state);
  if (ts.isObjectLiteralExpression(node)) return readObject(node, checker, state);
  if (ts.isTemplateExpression(node)) return readTemplate(node, checker, state);
  if (ts.isIdentifier(node)) return readConstant(node, checker, state);
  if (isAccess(node)) return readConstant(node, checker, state) ?? readMember(node, checker, state);
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

function readSigned(node: TypeScript.PrefixUnaryExpression, checker: Checker, state: ReadState): LiteralValue {
  const operand = readLiteral(node.operand, checker, state);
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return finite(-operand.value);
  return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
}

function readArray(node: TypeScript.ArrayLiteralExpression, checker: Checker, state: ReadState): LiteralValue {
  const items: Json[] = [];
  for (const element of node.elements) {
    const inner = ts.isSpreadElement(element) ? element.expression : element;
    const item = readLiteral(inner, checker, state);
    if (item === undefined || (inner !== element && !Array.isArray(item.value))) return undefined;
    items.push(...(inner === element ? [item.value] : (item.value as readonly Json[])));
  }
  return { value: items };
}

function readObject(node: TypeScript.ObjectLiteralExpression, checker: Checker, state: ReadState): LiteralValue {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = readLiteral(property.expression, checker, state)?.value;
      if (!isJsonObject(spread)) return undefined;
      entries.push(...(Object.entries(spread) as [string, Json][]));
      continue;
    }
    const name = property.name && memberName(property.name, checker, state);
    const item = memberValue(property, checker, state);
    if (item === undefined || name === undefined || name === "__proto__") return undefined;
    entries.push([name, item.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** Reads a property of an object literal; undefined for methods, accessors and computed values. */
function memberValue(property: TypeScript.ObjectLiteralElementLike, checker: Checker, state: ReadState): LiteralValue {
  if (ts.isPropertyAssignment(property)) return readLiteral(property.initializer, checker, state);
  if (!ts.isShorthandPropertyAssignment(property)) return undefined;
  const symbol = checker.getShorthandAssignmentValueSymbol(property);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return readDeclaration(target?.valueDeclaration, checker, state);
}

/** Returns the name of a property or member; of a computed one where a constant tells it. */
export function memberName(
  name: TypeScript.PropertyName,
  checker: Checker,
  state: ReadState = initial,
): string | undefined {
  if (!ts.isComputedPropertyName(name)) return "text" in name && !ts.isPrivateIdentifier(name) ? name.text : undefined;
  const value = readLiteral(name.expression, checker, state)?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function readTemplate(node: TypeScript.TemplateExpression, checker: Checker, state: ReadState): LiteralValue {
  let text = node.head.text;
  for (const { expression, literal } of node.templateSpans) {
    const value = readLiteral(expression, checker, state)?.value;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
    text += `${value}${literal.text}`;
  }
  return { value: text };
}

/** Reads a member of a constant object or array, or its length. All other members need not be literals. */
function readMember(node: Access, checker: Checker, state: ReadState): LiteralValue {
  const name = accessedName(node) ?? accessedKey(node, checker, state);
  if (name === undefined) return undefined;
  const object = objectNode(node.expression, checker, state);
  const container = object && plainValue(object.node);
  const isSpread = container && hasSpread(container);
  if (container && !isSpread && ts.isObjectLiteralExpression(container)) {
    const known = container.properties.map((each) => each.name && memberName(each.name, checker, object.state));
    // A key that cannot be told may be this one.
    const property = known.includes(undefined) ? undefined : container.properties[known.lastIndexOf(name)];
    return property && memberValue(property, checker, object.state);
  }
  if (container && !isSpread && ts.isArrayLiteralExpression(container) && name !== "length") {
    const element = /^(?:0|[1-9]\d*)$/.test(name) ? container.elements[Number(name)] : undefined;
    return element && readLiteral(element, checker, object.state);
  }
  const value = object && readLiteral(object.node, checker, object.state)?.value;
  if (name === "length" && (typeof value === "string" || Array.isArray(value))) return { value: value.length };
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return { value: (value as Readonly<Record<string, Json>>)[name] as Json };
}

function accessedKey(node: Access, checker: Checker, state: ReadState): string | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = readLiteral(node.argumentExpression, checker, state)?.value;
  return typeof key === "string" || typeof key === "number" ? String(key) : undefined;
}

/** Returns whether TypeScript lets no code change a value: it is `as const`. */
function isConstant(node: TypeScript.Expression): boolean {
  if (!isWrapped(node)) return false;
  return (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) || isConstant(node.expression);
}

function hasSpread(node: TypeScript.Node): boolean {
  if (ts.isObjectLiteralExpression(node)) return node.properties.some(ts.isSpreadAssignment);
  return ts.isArrayLiteralExpression(node) && node.elements.some(ts.isSpreadElement);
}

/** An expression, and the constants that led to it. */
interface FoundNode {
  readonly node: TypeScript.Expression;
  readonly state: ReadState;
}

/** Returns the literal of an object or array that an expression leads to, through constants and their members. */
function objectNode(expression: TypeScript.Expression, checker: Checker, state: ReadState): FoundNode | undefined {
  const node = plainValue(expression);
  if (!ts.isIdentifier(node) && !isAccess(node)) return { node, state };
  const declaration = declarationOf(node, checker);
  const value = constantValue(declaration);
  if (declaration && value && !state.unfinished.has(declaration)) {
    if (!state.isLenient && !isConstant(value)) return undefined;
    return objectNode(value, checker, within(state, declaration));
  }
  if (declaration !== undefined || !isAccess(node)) return undefined;
  const outer = objectNode(node.expression, checker, state);
  const container = outer && plainValue(outer.node);
  const name = accessedName(node) ?? accessedKey(node, checker, state);
  if (outer === undefined || container === undefined || hasSpread(container)) return undefined;
  if (ts.isArrayLiteralExpression(container)) {
    const element = container.elements[Number(name)];
    return element && objectNode(element, checker, outer.state);
  }
  if (!ts.isObjectLiteralExpression(container)) return undefined;
  const known = container.properties.map((each) => each.name && memberName(each.name, checker, outer.state));
  const property = known.includes(undefined) ? undefined : container.properties[known.lastIndexOf(name)];
  if (property && ts.isShorthandPropertyAssignment(property)) return objectNode(property.name, checker, outer.state);
  return property && ts.isPropertyAssignment(property)
    ? objectNode(property.initializer, checker, outer.state)
    : undefined;
}

/** Reads a `const` with a literal, or a member of an enum. */
function readConstant(node: TypeScript.Expression, checker: Checker, state: ReadState): LiteralValue {
  return readDeclaration(declarationOf(node, checker), checker, state);
}

function readDeclaration(
  declaration: TypeScript.Declaration | undefined,
  checker: Checker,
  state: ReadState,
): LiteralValue {
  if (declaration === undefined || state.unfinished.has(declaration)) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return typeof value === "number" ? finite(value) : value === undefined ? undefined : { value };
  }
  const value = constantValue(declaration);
  return value && readLiteral(value, checker, within(state, declaration));
}
