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

/** Returns whether a module is a package's: none of Node's, of the SDK's, or of the project's by its path. */
export function isPackage(module: string): boolean {
  return !/^[./#]/.test(module) && module !== sdkPackage && !isBuiltin(module);
}

function namesOf(statement: TypeScript.Statement): readonly (readonly [string, ImportedName])[] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const module = statement.moduleSpecifier.text.replace(/^node:/, "");
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
