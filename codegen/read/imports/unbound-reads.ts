import type TypeScript from "typescript";
import { providedVariables } from "../../../runtime/contract/provided-variables.js";
import { isAccess } from "../program/constant-node.js";
import { sdkNameOf, sdkNames } from "../program/imported-names.js";
import { ts } from "../typescript/typescript.js";

/** Names of the SDK that declare or read what is bound to an action, which is only found below the actions folder. */
const declaring = ["secret", "oauth", "oneOf", "endpoint", "secrets"];

/** Finds what declares or reads secrets in a source of which nothing is bound to an action. */
export function findUnboundReads(tree: TypeScript.SourceFile): readonly TypeScript.Node[] {
  const names = sdkNames(tree);
  // Most files hold none of the words.
  if (names.size === 0 && !/\benv\b/.test(tree.text)) return [];
  const found: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node): void => {
    const expression = ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? node.expression : undefined;
    const name = expression && sdkNameOf(expression, names);
    if (expression && name !== undefined && declaring.includes(name)) found.push(expression);
    if (takesEnvironment(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Returns whether a node takes `process.env` for another purpose than to read what every lane has. */
function takesEnvironment(node: TypeScript.Node): boolean {
  if (ts.isImportSpecifier(node)) {
    const { moduleSpecifier } = node.parent.parent.parent;
    const isProcess = ts.isStringLiteral(moduleSpecifier) && /^(?:node:)?process$/.test(moduleSpecifier.text);
    return isProcess && (node.propertyName ?? node.name).text === "env";
  }
  if (ts.isBindingElement(node)) {
    const { initializer } = node.parent.parent as { readonly initializer?: TypeScript.Expression };
    const key = node.propertyName ?? node.name;
    return ts.isIdentifier(key) && key.text === "env" && initializer !== undefined && isProcess(initializer);
  }
  if (nameOf(node) !== "env" || !isAccess(node) || !isProcess(node.expression)) return false;
  return !(isAccess(node.parent) && providedVariables.includes(nameOf(node.parent) ?? ""));
}

function nameOf(node: TypeScript.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Returns whether an expression is `process`, also of `globalThis` or of its module. */
function isProcess(node: TypeScript.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === "process") || nameOf(node) === "process";
}
