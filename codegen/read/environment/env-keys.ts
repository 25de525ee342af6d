import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import type { FunctionNode } from "../program/function-node.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { unwrapped } from "../program/unwrapped.js";
import { ts } from "../typescript/typescript.js";
import { unwrappedValue } from "./env-objects.js";

/** Keys that an expression may yield: texts, or those that the callers of a function give. */
export type EnvKeys =
  | { readonly kind: "literal"; readonly keys: readonly string[] }
  | { readonly kind: "parameter"; readonly owner: FunctionNode; readonly index: number }
  | { readonly kind: "computed" };

const computed: EnvKeys = { kind: "computed" };

/** Returns the keys that an expression yields: a text, either of two, each of a list, or the value of a parameter. */
export function keysIn(program: Program, node: TypeScript.Expression): EnvKeys {
  const inner = unwrappedValue(node);
  if (ts.isConditionalExpression(inner)) {
    const [yes, no] = [keysIn(program, inner.whenTrue), keysIn(program, inner.whenFalse)];
    if (yes.kind !== "literal" || no.kind !== "literal") return computed;
    return { kind: "literal", keys: [...yes.keys, ...no.keys] };
  }
  const value = readLiteral(inner, program.checker)?.value;
  if (typeof value === "string" || typeof value === "number") return { kind: "literal", keys: [String(value)] };
  if (!ts.isIdentifier(inner)) return computed;
  const declaration = symbolNamed(program, inner)?.valueDeclaration;
  if (declaration === undefined) return computed;
  if (ts.isParameter(declaration)) return keysOfParameter(program, declaration);
  const loop = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
  return loop && ts.isForOfStatement(loop) ? textsOf(readLiteral(loop.expression, program.checker)?.value) : computed;
}

function keysOfParameter(program: Program, parameter: TypeScript.ParameterDeclaration): EnvKeys {
  const owner = parameter.parent;
  const { name, dotDotDotToken } = parameter;
  if (!ts.isIdentifier(name) || dotDotDotToken || !isFunction(owner) || isReassigned(name.text, owner)) return computed;
  const index = parametersOf(owner).indexOf(parameter);
  if (isNamed(owner)) return { kind: "parameter", owner, index };
  const call = around(owner).parent;
  const isFirst = ts.isCallExpression(call) && call.arguments[0] === around(owner) && index === 0;
  const list = isFirst && runsAtOnce(owner) && ts.isPropertyAccessExpression(call.expression) && call.expression;
  return list ? textsOf(readLiteral(list.expression, program.checker)?.value) : computed;
}

/** Returns the parameters that a call gives arguments for. */
export function parametersOf(owner: FunctionNode): readonly TypeScript.ParameterDeclaration[] {
  return owner.parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === "this"));
}

function textsOf(value: Json | undefined): EnvKeys {
  const isText = (each: Json): each is string => typeof each === "string";
  return Array.isArray(value) && value.every(isText) ? { kind: "literal", keys: value } : computed;
}

function isFunction(node: TypeScript.Node): node is FunctionNode {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/** Returns whether a function is called by a name that leads to it. */
function isNamed(node: FunctionNode): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  const { parent } = around(node);
  return (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) || ts.isExportAssignment(parent);
}

/** Returns the outermost expression that is this one in parentheses, or followed by `as` or `satisfies`. */
function around(node: TypeScript.Node): TypeScript.Node {
  const { parent } = node;
  const isWrapper = ts.isExpression(parent) && parent !== node && unwrapped(parent) === unwrapped(node as never);
  return isWrapper ? around(parent) : node;
}

function isReassigned(name: string, owner: FunctionNode): boolean {
  const visit = (node: TypeScript.Node): true | undefined => {
    const isTarget =
      ts.isBinaryExpression(node) &&
      ts.isIdentifier(node.left) &&
      node.left.text === name &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
    return isTarget ? true : ts.forEachChild(node, visit);
  };
  return owner.body !== undefined && visit(owner.body) === true;
}

/** Methods of arrays that call their argument before they return. */
const immediateMethods: ReadonlySet<string> = new Set([
  ...["every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "forEach", "map"],
  ...["reduce", "reduceRight", "some", "sort", "toSorted"],
]);

/** Returns whether a function runs where it is written: it is called there, or an array's method or `new Promise` calls it. */
export function runsAtOnce(node: TypeScript.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const outer = around(node);
  const { parent } = outer;
  if (ts.isNewExpression(parent)) return ts.isIdentifier(parent.expression) && parent.expression.text === "Promise";
  if (!ts.isCallExpression(parent)) return false;
  if (parent.expression === outer) return true;
  return ts.isPropertyAccessExpression(parent.expression) && immediateMethods.has(parent.expression.name.text);
}

/** Returns whether code runs while its module loads: no function that is called later holds it. */
export function isAtLoad(node: TypeScript.Node): boolean {
  for (let each = node; !ts.isSourceFile(each); each = each.parent) if (isDeferred(each)) return false;
  return true;
}

/** Returns whether a node holds code that runs when something calls it, or makes an instance of a class. */
export function isDeferred(node: TypeScript.Node): boolean {
  if (ts.isClassStaticBlockDeclaration(node)) return false;
  if (ts.isPropertyDeclaration(node)) return !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return ts.isFunctionLike(node) && !runsAtOnce(node);
}
