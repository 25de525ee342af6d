import { builtinModules } from "node:module";
import { posix } from "node:path";
import type TypeScript from "typescript";
import type { ImportModel } from "../model.js";
import type { SourceText } from "../source.js";
import { ts } from "./typescript.js";

/** The name of the SDK's package, which actions import. */
export const sdkPackage = "actionary";

/** The imports of a module by which something runs; `modules` holds the names of all files below the actions folder. */
export function readImports(
  tree: TypeScript.SourceFile,
  source: SourceText,
  path: string,
  modules: ReadonlySet<string>,
): readonly ImportModel[] {
  const imports: ImportModel[] = [];
  const add = (node: TypeScript.Node): void => {
    if (!ts.isStringLiteral(node)) return;
    const at = { source, start: node.getStart(tree), end: node.getEnd() };
    imports.push({ specifier: node.text, at, target: targetOf(node.text, path, modules) });
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
  visit(tree);
  return imports;
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

function targetOf(specifier: string, path: string, modules: ReadonlySet<string>): ImportModel["target"] {
  if (specifier === sdkPackage) return { kind: "sdk" };
  if (specifier.startsWith(`${sdkPackage}/`)) return { kind: "wrong", reason: "actions import `actionary` alone" };
  if (specifier.startsWith(".")) return relativeTarget(specifier, path, modules);
  if (specifier.startsWith("/") || specifier.includes("://"))
    return { kind: "wrong", reason: "it is an absolute address" };
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return { kind: "node" };
  if (specifier.startsWith("#"))
    return { kind: "wrong", reason: "a service that runs the actions does not have this package's `imports`" };
  const [scope = "", name = ""] = specifier.split("/");
  return { kind: "package", name: scope.startsWith("@") ? `${scope}/${name}` : scope };
}

function relativeTarget(specifier: string, path: string, modules: ReadonlySet<string>): ImportModel["target"] {
  const base = posix.join(posix.dirname(path), specifier);
  if (base.startsWith("..")) return { kind: "wrong", reason: "it leaves the actions folder" };
  const stem = base.replace(/\.[jt]s$/, "");
  const name = [base, `${stem}.js`, `${base}.js`, `${base}/index.js`].find((candidate) => modules.has(candidate));
  return name === undefined
    ? { kind: "wrong", reason: "no TypeScript file of that name is below the actions folder" }
    : { kind: "module", name };
}

/** The local names that a file gives to what it imports from the SDK: local name to SDK name, `*` for all of it. */
export function sdkNames(tree: TypeScript.SourceFile): ReadonlyMap<string, string> {
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

/** The SDK's name for what an expression calls or reads: `secret`, also when written `sdk.secret`. */
export function sdkNameOf(node: TypeScript.Expression, names: ReadonlyMap<string, string>): string | undefined {
  if (ts.isIdentifier(node)) {
    const name = names.get(node.text);
    return name === "*" ? undefined : name;
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return names.get(node.expression.text) === "*" ? node.name.text : undefined;
}
