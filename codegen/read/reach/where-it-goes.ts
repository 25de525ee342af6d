import type TypeScript from "typescript";
import { isAlternative, yieldsOperand } from "../environment/env-objects.js";
import { type Binding, isAround, isBinding, isComparison, isHarmless } from "../environment/env-syntax.js";
import { isAccess } from "../program/constant-node.js";
import { ts } from "../typescript/typescript.js";
import { hostInText } from "./host-in-text.js";
import type { AnyCall, Callable } from "./values.js";

/** The next step of a value that an expression has. */
export type Step =
  /** The expression around it has the same value. */
  | { readonly kind: "expression"; readonly node: TypeScript.Expression }
  | { readonly kind: "binding"; readonly node: Binding }
  | { readonly kind: "place"; readonly node: TypeScript.Node }
  | { readonly kind: "assignment"; readonly target: TypeScript.Expression; readonly node: TypeScript.Expression }
  | { readonly kind: "element"; readonly list: TypeScript.ArrayLiteralExpression }
  | {
      readonly kind: "member";
      readonly access: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression;
    }
  | { readonly kind: "callee"; readonly call: AnyCall }
  | { readonly kind: "argument"; readonly call: AnyCall; readonly index: number }
  | { readonly kind: "result"; readonly owner: Callable }
  /** A loop takes its items one by one. */
  | { readonly kind: "items"; readonly target: TypeScript.ForInitializer }
  /** A class extends it. */
  | { readonly kind: "base" }
  /** It is the beginning of a text. */
  | { readonly kind: "text"; readonly node: TypeScript.Expression }
  /** It is a later part of a text. */
  | { readonly kind: "part" }
  /** Nothing keeps it. */
  | { readonly kind: "nowhere" }
  | { readonly kind: "unknown" };

const nowhere: Step = { kind: "nowhere" };
const unknown: Step = { kind: "unknown" };
const part: Step = { kind: "part" };

const known = new WeakMap<TypeScript.Expression, Step>();

/** Returns where the value of an expression goes, by the syntax around it; the code of a client is asked for each of its actions. */
export function whereItGoes(node: TypeScript.Expression): Step {
  const step = known.get(node) ?? findStep(node);
  known.set(node, step);
  return step;
}

function findStep(node: TypeScript.Expression): Step {
  const { parent } = node;
  if (isAround(parent) || ts.isAwaitExpression(parent)) return { kind: "expression", node: parent };
  if (isBinding(parent) || ts.isPropertyDeclaration(parent)) return ofInitializer(node, parent);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node ? { kind: "place", node: parent } : nowhere;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isExportAssignment(parent)) return { kind: "place", node: parent };
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return whereItGoes(parent);
  if (isAccess(parent)) {
    return parent.expression === node && !isTarget(parent) ? { kind: "member", access: parent } : nowhere;
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return ofCall(node, parent);
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === node ? { kind: "callee", call: parent } : nowhere;
  if (ts.isConditionalExpression(parent)) {
    return parent.condition === node ? nowhere : { kind: "expression", node: parent };
  }
  if (ts.isBinaryExpression(parent)) return ofOperand(node, parent);
  if (ts.isTemplateSpan(parent)) return ofSpan(node, parent);
  if (ts.isArrayLiteralExpression(parent)) return { kind: "element", list: parent };
  if (ts.isReturnStatement(parent) || ts.isYieldExpression(parent)) return ofResult(parent);
  if (ts.isArrowFunction(parent)) return { kind: "result", owner: parent };
  if (ts.isForOfStatement(parent) && parent.expression === node) return { kind: "items", target: parent.initializer };
  if (ts.isSpreadAssignment(parent)) return { kind: "base" };
  if (ts.isExpressionWithTypeArguments(parent)) {
    return ts.isHeritageClause(parent.parent) ? { kind: "base" } : { kind: "expression", node: parent };
  }
  return isHarmless(node) || isHarmlessStatement(parent) ? nowhere : unknown;
}

/** Returns whether a member is assigned, and not read. */
function isTarget(node: TypeScript.Expression): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function ofInitializer(node: TypeScript.Expression, parent: Binding | TypeScript.PropertyDeclaration): Step {
  if (parent.initializer !== node) return nowhere;
  return ts.isPropertyDeclaration(parent) ? { kind: "place", node: parent } : { kind: "binding", node: parent };
}

function ofCall(node: TypeScript.Expression, call: TypeScript.CallExpression | TypeScript.NewExpression): Step {
  if (call.expression === node) return { kind: "callee", call };
  return { kind: "argument", call, index: call.arguments?.indexOf(node) ?? 0 };
}

function ofOperand(node: TypeScript.Expression, parent: TypeScript.BinaryExpression): Step {
  const { left, right, operatorToken } = parent;
  const { kind } = operatorToken;
  if (yieldsOperand(parent)) {
    return node === right || isAlternative(parent) ? { kind: "expression", node: parent } : nowhere;
  }
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
    if (node === left) return nowhere;
    return kind === ts.SyntaxKind.PlusEqualsToken ? nowhere : { kind: "assignment", target: left, node: parent };
  }
  if (kind === ts.SyntaxKind.PlusToken) {
    const isFirst = node === left || (ts.isStringLiteralLike(left) && isBeforeHost(left.text));
    return isFirst ? { kind: "text", node: parent } : part;
  }
  return isComparison(kind) || kind === ts.SyntaxKind.InKeyword ? nowhere : unknown;
}

function ofSpan(node: TypeScript.Expression, span: TypeScript.TemplateSpan): Step {
  const template = span.parent;
  if (ts.isTaggedTemplateExpression(template.parent)) {
    return { kind: "argument", call: template.parent, index: template.templateSpans.indexOf(span) + 1 };
  }
  const isFirst = template.templateSpans[0] === span && isBeforeHost(template.head.text) && span.expression === node;
  return isFirst ? { kind: "text", node: template } : part;
}

function ofResult(node: TypeScript.Node): Step {
  const owner = ts.findAncestor(node, (each) => ts.isFunctionLike(each));
  return owner ? { kind: "result", owner: owner as Callable } : unknown;
}

function isHarmlessStatement(parent: TypeScript.Node): boolean {
  return (
    ts.isVoidExpression(parent) ||
    ts.isDeleteExpression(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isDoStatement(parent) ||
    ts.isForStatement(parent) ||
    ts.isSwitchStatement(parent) ||
    ts.isCaseClause(parent) ||
    ts.isComputedPropertyName(parent) ||
    ts.isForInStatement(parent)
  );
}

/** Returns whether a text says nothing of the host that follows it. */
function isBeforeHost(text: string): boolean {
  return text === "" || hostInText(text, true) === "";
}
