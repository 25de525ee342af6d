import type TypeScript from "typescript";
import type { Edit } from "../../../report/fix.js";
import { ts } from "../../typescript/typescript.js";

/**
 * Replaces a map to `value` by `Record<string, T>`; by `{ [key: string]: T }` where the file has another `Record`, or
 * where an alias would lead to itself: TypeScript resolves the arguments of a `Record`, but not those of a map.
 */
export function recordOf(map: TypeScript.TypeReferenceNode, value: TypeScript.TypeNode): Edit {
  const tree = map.getSourceFile();
  if (!declaredNames(tree).has("Record") && !isCircular(map, value)) {
    return { start: map.typeName.getStart(), end: map.typeName.getEnd(), text: "Record" };
  }
  return { start: map.getStart(), end: map.getEnd(), text: `{ [key: string]: ${value.getText()} }` };
}

/** The names that a file declares at its top or imports. */
function declaredNames(tree: TypeScript.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of tree.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) names.add(statement.name.text);
    if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) names.add(statement.name?.text ?? "");
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (clause?.name) names.add(clause.name.text);
    const bindings = clause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}

/** Returns whether a map is the type of an alias, outside of any object, and `value` leads to that alias. */
function isCircular(map: TypeScript.Node, value: TypeScript.TypeNode): boolean {
  const alias = ts.findAncestor(map, (node) => (ts.isTypeLiteralNode(node) ? "quit" : ts.isTypeAliasDeclaration(node)));
  if (alias === undefined) return false;
  const aliases = map.getSourceFile().statements.filter(ts.isTypeAliasDeclaration);
  const seen = new Set<TypeScript.Node>();
  const leadsToAlias = (node: TypeScript.Node): boolean => {
    const target = ts.isIdentifier(node) ? aliases.find((each) => each.name.text === node.text) : undefined;
    if (target === alias) return true;
    if (target && !seen.has(target)) {
      seen.add(target);
      if (leadsToAlias(target.type)) return true;
    }
    return ts.forEachChild(node, (child) => leadsToAlias(child) || undefined) ?? false;
  };
  return leadsToAlias(value);
}
