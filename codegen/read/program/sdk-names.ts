import type TypeScript from "typescript";
import { sdkPackage } from "../../model/action-file.js";
import { ts } from "../typescript/typescript.js";

const sdkNamesByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, string>>();

/** Returns the names that a file imports from the SDK: local name to SDK name, `*` for all of it. */
export function sdkNames(tree: TypeScript.SourceFile): ReadonlyMap<string, string> {
  const known = sdkNamesByTree.get(tree) ?? readSdkNames(tree);
  sdkNamesByTree.set(tree, known);
  return known;
}

function readSdkNames(tree: TypeScript.SourceFile): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (statement.moduleSpecifier.text !== sdkPackage) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) names.set(bindings.name.text, "*");
    if (bindings && ts.isNamedImports(bindings)) {
      for (const { name, propertyName } of bindings.elements) names.set(name.text, (propertyName ?? name).text);
    }
  }
  return names;
}

/** Returns the SDK's name of an expression: `secret`, also for `sdk.secret`; undefined where it is none of the SDK's. */
export function sdkNameOf(node: TypeScript.Expression, names: ReadonlyMap<string, string>): string | undefined {
  if (ts.isIdentifier(node)) {
    const name = names.get(node.text);
    return name === "*" ? undefined : name;
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return names.get(node.expression.text) === "*" ? node.name.text : undefined;
}
