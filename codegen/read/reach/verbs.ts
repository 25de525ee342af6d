import type TypeScript from "typescript";
import { importsOf, isPackage } from "../program/imported-names.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";

/** A verb of HTTP that a request writes out. */
export interface VerbSent {
  readonly verb: string;
  readonly node: TypeScript.Node;
}

/** Returns the verb that a node tells: an option, `method: "POST"`, or a method of a package's client, `client.post(…)`. */
export function verbIn(program: Program, node: TypeScript.Node): VerbSent | undefined {
  if (ts.isCallExpression(node)) return verbOfClient(program, node);
  const isOption = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  if (!isOption || !("text" in node.name) || node.name.text !== "method") return undefined;
  const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
  const verb = readLiteral(value, program.checker)?.value;
  return typeof verb === "string" ? { verb, node } : undefined;
}

function verbOfClient(
  program: Program,
  { expression, arguments: given }: TypeScript.CallExpression,
): VerbSent | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { text: verb } = expression.name;
  if (!/^(?:post|put|patch|delete)$/.test(verb) || !comesFromPackage(program, expression.expression)) return undefined;
  // Collections of packages have such methods, too.
  const [first] = given;
  const isRequest = first !== undefined && (verb === "post" || verb === "patch" || isAddress(first));
  return isRequest ? { verb: verb.toUpperCase(), node: expression.name } : undefined;
}

function isAddress(node: TypeScript.Expression): boolean {
  const text = ts.isTemplateExpression(node) ? node.head.text : ts.isStringLiteralLike(node) ? node.text : undefined;
  if (text !== undefined) return /^(?:https?:)?\//.test(text);
  return (
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "url"
  );
}

/** Returns whether a value comes from a package: it is imported, or made by something imported. */
function comesFromPackage(program: Program, node: TypeScript.Expression): boolean {
  const root = rootOf(node);
  if (root === undefined) return false;
  const imported = importsOf(root.getSourceFile()).get(root.text);
  if (imported) return isPackage(imported.module);
  const declaration = symbolNamed(program, root)?.valueDeclaration;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const maker = made && rootOf(made);
  const source = maker && importsOf(maker.getSourceFile()).get(maker.text);
  return source !== undefined && isPackage(source.module);
}

/** Returns the name that a chain of members and calls begins with. */
function rootOf(node: TypeScript.Expression): TypeScript.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  const isChain =
    ts.isPropertyAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node);
  return isChain ? rootOf(node.expression) : undefined;
}
