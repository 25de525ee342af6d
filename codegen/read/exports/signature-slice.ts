import type TypeScript from "typescript";
import { type FunctionNode, topStatementOf } from "../program/function-node.js";
import { ts } from "../typescript/typescript.js";
import type { ExportedFunction } from "./read-exports.js";

/**
 * Returns all text of a file that decides how the signature of one of its functions is read: its statement without the body,
 * if the result is written, and the declarations and imports that names in it lead to. As long as that text and what the
 * file imports are the same, so are its types. Undefined for a function of another file.
 */
export function signatureSlice(
  { node, comment, exportName, name, overloads }: ExportedFunction,
  tree: TypeScript.SourceFile,
): string | undefined {
  const statement = topStatementOf(node);
  if (node.getSourceFile() !== tree || statement.parent !== tree) return undefined;
  const { text } = tree;
  const body = node.type ? node.body : undefined;
  const own = body
    ? text.slice(statement.pos, body.pos) + text.slice(body.end, statement.end)
    : statement.getFullText();
  const parts = [`${exportName} ${name} ${overloads}`, comment ? text.slice(comment.start, comment.end) : "", own];
  const pending = [...namesIn(statement, body)];
  const seen = new Set(pending);
  const taken = new Set<TypeScript.Node>([statement]);
  const byName = statementsByName(tree);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const found of byName.get(next) ?? []) {
      if (taken.has(found)) continue;
      taken.add(found);
      for (const inner of namesIn(found, undefined)) if (!seen.has(inner)) pending.push(inner);
      for (const inner of namesIn(found, undefined)) seen.add(inner);
    }
  }
  taken.delete(statement);
  // In the order of the file, which does not depend on that of the search.
  parts.push(...tree.statements.filter((each) => taken.has(each)).map((each) => each.getFullText()));
  return parts.map((part) => `${part.length}\n${part}`).join("\n");
}

/** The names in a node, without those in `left`. */
function namesIn(node: TypeScript.Node, left: FunctionNode["body"]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (each: TypeScript.Node): void => {
    if (each === left) return;
    if (ts.isIdentifier(each)) names.add(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

const statementsByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, readonly TypeScript.Statement[]>>();

/** The statements at the top of a file by the names that they declare or import. */
function statementsByName(tree: TypeScript.SourceFile): ReadonlyMap<string, readonly TypeScript.Statement[]> {
  const known = statementsByTree.get(tree);
  if (known) return known;
  const byName = new Map<string, TypeScript.Statement[]>();
  for (const statement of tree.statements) {
    for (const name of declaredNames(statement)) byName.set(name, [...(byName.get(name) ?? []), statement]);
  }
  statementsByTree.set(tree, byName);
  return byName;
}

function declaredNames(statement: TypeScript.Statement): readonly string[] {
  if (
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isVariableStatement(statement)
  ) {
    return [
      ...namesIn(ts.isImportDeclaration(statement) ? (statement.importClause ?? statement) : statement, undefined),
    ];
  }
  const { name } = statement as TypeScript.Statement & { readonly name?: TypeScript.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
