import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import { importsOf } from "./imported-names.js";
import type { Program } from "./read-program.js";

/** Returns the symbol of a name; imports are followed. */
export function resolveSymbol(
  { checker }: Pick<Program, "checker">,
  name: TypeScript.Node,
): TypeScript.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Returns the symbol that a name below the actions folder stands for, through imports and shorthand properties. */
export function symbolNamed(program: Program, node: TypeScript.Node): TypeScript.Symbol | undefined {
  const { checker } = program;
  const symbol =
    node.parent && ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  return program.isForeign(symbol) ? undefined : checker.getAliasedSymbol(symbol);
}

/** Returns whether an identifier names a declaration; the name of a member does so only after a namespace. */
export function isReference(node: TypeScript.Identifier, namespaces: ReadonlySet<string>): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== node) return true;
  return ts.isIdentifier(parent.expression) && namespaces.has(parent.expression.text);
}

const namespacesByTree = new WeakMap<TypeScript.SourceFile, ReadonlySet<string>>();

/** Returns the names under which a file imports all of a module. */
export function importedNamespaces(tree: TypeScript.SourceFile): ReadonlySet<string> {
  const known = namespacesByTree.get(tree) ?? readNamespaces(tree);
  namespacesByTree.set(tree, known);
  return known;
}

function readNamespaces(tree: TypeScript.SourceFile): ReadonlySet<string> {
  return new Set([...importsOf(tree)].flatMap(([local, { name }]) => (name === "*" ? [local] : [])));
}
