import type TypeScript from "typescript";
import { sdkNameOf } from "../program/imported-names.js";
import { ts } from "../typescript/typescript.js";

/** A place that makes a `Failure`; without `kind` only a run tells its kind. */
export interface FailureMade {
  readonly node: TypeScript.Node;
  readonly kind: TypeScript.Expression | undefined;
}

/** Returns the failure that a node makes: by `new Failure(…)`, by `super(…)` in a class that extends it, or in a hidden way. */
export function failureIn(node: TypeScript.Node, sdk: ReadonlyMap<string, string>): FailureMade | undefined {
  if (ts.isNewExpression(node)) return isFailure(node.expression, sdk) ? madeBy(node) : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const base = ts.findAncestor(node, ts.isClassLike)?.heritageClauses?.[0]?.types[0];
    return base && isFailure(base.expression, sdk) ? madeBy(node) : undefined;
  }
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  return isFailure(node, sdk) && isHidden(node) ? { node, kind: undefined } : undefined;
}

function madeBy(node: TypeScript.NewExpression | TypeScript.CallExpression): FailureMade {
  return { node, kind: node.arguments?.[0] };
}

function isFailure(node: TypeScript.Expression, sdk: ReadonlyMap<string, string>): boolean {
  return sdkNameOf(node, sdk) === "Failure";
}

/** Returns whether a use of the class itself may lead to failures that are made elsewhere. */
function isHidden({ parent }: TypeScript.Expression): boolean {
  if (ts.isNewExpression(parent) || ts.isImportSpecifier(parent) || ts.isPropertyAccessExpression(parent)) return false;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword;
  if (!ts.isExpressionWithTypeArguments(parent)) return true;
  const owner = parent.parent.parent;
  return !ts.isClassLike(owner) || !owner.members.some(ts.isConstructorDeclaration);
}
