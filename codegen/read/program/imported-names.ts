import { isBuiltin } from "node:module";
import type TypeScript from "typescript";
import { sdkPackage } from "../../model/action-file.js";
import { ts } from "../typescript/typescript.js";

/** A name that a file imports; `name` is `*` for all of a module. */
export interface ImportedName {
  /** The module as it is written, without `node:`. */
  readonly module: string;
  readonly name: string;
}

const importsByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, ImportedName>>();

/** Returns the names that a file imports, by the names that it has for them. */
export function importsOf(tree: TypeScript.SourceFile): ReadonlyMap<string, ImportedName> {
  const known = importsByTree.get(tree) ?? new Map(tree.statements.flatMap(namesOf));
  importsByTree.set(tree, known);
  return known;
}

/** Returns the module that a specifier names, one of Node's without `node:`. */
export function moduleNameOf({ text }: TypeScript.StringLiteral): string {
  return text.replace(/^node:/, "");
}

/** Returns whether a module is a package's: none of Node's, of the SDK's, or of the project's by its path. */
export function isPackage(module: string): boolean {
  return !/^[./#]/.test(module) && module !== sdkPackage && !isBuiltin(module);
}

function namesOf(statement: TypeScript.Statement): readonly (readonly [string, ImportedName])[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const module = moduleNameOf(statement.moduleSpecifier);
  const { name, namedBindings } = statement.importClause ?? {};
  const names: (readonly [string, ImportedName])[] = name ? [[name.text, { module, name: "default" }]] : [];
  if (namedBindings && ts.isNamespaceImport(namedBindings)) {
    names.push([namedBindings.name.text, { module, name: "*" }]);
  } else if (namedBindings) {
    for (const { name: local, propertyName = local } of namedBindings.elements) {
      names.push([local.text, { module, name: propertyName.text }]);
    }
  }
  return names;
}

const sdkNamesByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, string>>();

/** Returns the names that a file imports from the SDK: local name to SDK name, `*` for all of it. */
export function sdkNames(tree: TypeScript.SourceFile): ReadonlyMap<string, string> {
  const known = sdkNamesByTree.get(tree) ?? readSdkNames(tree);
  sdkNamesByTree.set(tree, known);
  return known;
}

function readSdkNames(tree: TypeScript.SourceFile): ReadonlyMap<string, string> {
  const imported = [...importsOf(tree)].filter(([, { module }]) => module === sdkPackage);
  return new Map(imported.map(([local, { name }]) => [local, name]));
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
