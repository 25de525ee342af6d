import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { Checker } from "./checker.js";
import { declarationOf, isAccess } from "./constant-node.js";
import { isWrapped } from "./unwrapped.js";

/** Constants that were met before, to notice one that is made of itself. */
type Seen = ReadonlySet<TypeScript.Declaration>;

/** Returns the type that an expression names: `as Level`, the enum of a member, the annotation of a constant. */
export function writtenType(
  node: TypeScript.Expression,
  checker: Checker,
  seen: Seen = new Set(),
): TypeScript.TypeNode | TypeScript.EnumDeclaration | undefined {
  if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) return node.type;
  if (isWrapped(node)) return writtenType(node.expression, checker, seen);
  const declaration = declarationOf(node, checker);
  if (declaration && ts.isEnumMember(declaration)) return declaration.parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || seen.has(declaration)) return undefined;
  const { type, initializer } = declaration;
  return type ?? (initializer && writtenType(initializer, checker, new Set([...seen, declaration])));
}

/**
 * Returns whether TypeScript keeps an expression's literals (`"low" as const`), here or in the constant that it names.
 */
export function isNarrow(node: TypeScript.Node, checker: Checker, seen: Seen = new Set()): boolean {
  if (ts.isSatisfiesExpression(node)) return true;
  if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type)) return true;
  // The type of a member is the object's own, whatever its value.
  if (isAccess(node)) return declarationOf(node, checker) === undefined;
  const declaration = ts.isIdentifier(node) ? declarationOf(node, checker) : undefined;
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (declaration && initializer && !seen.has(declaration)) {
    return isNarrow(initializer, checker, new Set([...seen, declaration]));
  }
  return ts.forEachChild(node, (child) => isNarrow(child, checker, seen) || undefined) ?? false;
}
