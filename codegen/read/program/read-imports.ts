import type TypeScript from "typescript";
import { sdkPackage } from "../../model/action-file.js";
import type { ImportUse } from "../../model/file-reading.js";
import type { SourceText } from "../../model/source-text.js";
import { ts } from "../typescript/typescript.js";

/** Returns the imports of a file that load a module when it runs: not those of types alone. */
export function readImports(tree: TypeScript.SourceFile, source: SourceText): readonly ImportUse[] {
  const imports: ImportUse[] = [];
  const add = (node: TypeScript.Node): void => {
    if (!ts.isStringLiteral(node)) return;
    imports.push({ specifier: node.text, at: { source, start: node.getStart(tree), end: node.getEnd() } });
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isImportDeclaration(node)) {
      if (!isTypeOnly(node)) add(node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier && !node.isTypeOnly) add(node.moduleSpecifier);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
      add(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  // Below the top of a file only `import(…)` is an import.
  if (/\bimport\s*(?:\(|\/[/*])/.test(source.text)) visit(tree);
  else for (const statement of tree.statements) visitTop(statement);
  return imports;

  function visitTop(statement: TypeScript.Statement): void {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) visit(statement);
  }
}

function isTypeOnly(node: TypeScript.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  if (clause.name !== undefined || clause.namedBindings === undefined) return false;
  return (
    ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

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
