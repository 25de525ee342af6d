import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { Checker } from "./checker.js";
import { resolveSymbol } from "./resolve-symbol.js";
import { isWrapped } from "./unwrapped.js";

/** An access to a member by its name: `conf.page` or `names[0]`. */
export type Access = TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression;

/** Returns whether an expression is an access to a member of another one. */
export function isAccess(node: TypeScript.Node): node is Access {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** Returns an expression without parentheses, `as`, `satisfies`, `!` and `Object.freeze(…)` around it. */
export function plainValue(node: TypeScript.Expression): TypeScript.Expression {
  if (isWrapped(node) || ts.isNonNullExpression(node)) return plainValue(node.expression);
  const [only, ...others] = ts.isCallExpression(node) ? node.arguments : [];
  const isFrozen = only && others.length === 0 && ts.isCallExpression(node) && isFreeze(node.expression);
  return isFrozen ? plainValue(only) : node;
}

function isFreeze(node: TypeScript.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "freeze") return false;
  return ts.isIdentifier(node.expression) && node.expression.text === "Object";
}

/** Returns the declaration that a name or an access leads to: of a constant, or of a member of an enum. */
export function declarationOf(node: TypeScript.Expression, checker: Checker): TypeScript.Declaration | undefined {
  if (ts.isIdentifier(node)) return resolveSymbol({ checker }, node)?.valueDeclaration;
  if (!isAccess(node)) return undefined;
  const scope = scopeOf(node.expression, checker);
  const name = accessedName(node);
  if (scope === undefined || name === undefined) return undefined;
  const members = scope.flags & ts.SymbolFlags.Enum ? [...(scope.exports?.values() ?? [])] : [];
  const found = [...members, ...(members.length > 0 ? [] : checker.getExportsOfModule(scope))].find(
    (symbol) => ts.unescapeLeadingUnderscores(symbol.escapedName) === name,
  );
  const target = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return target?.valueDeclaration;
}

/** The module, namespace or enum that an expression names; undefined for any other expression. */
function scopeOf(node: TypeScript.Expression, checker: Checker): TypeScript.Symbol | undefined {
  const { Enum, Module } = ts.SymbolFlags;
  if (ts.isIdentifier(node)) {
    const symbol = resolveSymbol({ checker }, node);
    return symbol && symbol.flags & (Enum | Module) ? symbol : undefined;
  }
  const declaration = declarationOf(node, checker);
  const isScope = declaration && (ts.isEnumDeclaration(declaration) || ts.isModuleDeclaration(declaration));
  return isScope ? checker.getSymbolAtLocation(declaration.name) : undefined;
}

/** Returns the name of the member that is accessed; undefined where it is computed. */
export function accessedName(node: Access): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const key = plainValue(node.argumentExpression);
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

/** Returns the initialiser of a `const`, or the value in a JSON file; undefined for any other declaration. */
export function constantValue(declaration: TypeScript.Declaration | undefined): TypeScript.Expression | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isSourceFile(declaration)) return jsonValue(declaration);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration.initializer : undefined;
}

function jsonValue({ fileName, statements }: TypeScript.SourceFile): TypeScript.Expression | undefined {
  const [only] = statements;
  return fileName.endsWith(".json") && only && ts.isExpressionStatement(only) ? only.expression : undefined;
}
