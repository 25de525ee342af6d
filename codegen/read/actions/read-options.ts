import type TypeScript from "typescript";
import type { OptionsTag } from "../../model/file-reading.js";
import type { Docs } from "../comments/read-docs.js";
import type { FunctionNode } from "../program/function-node.js";
import type { Program } from "../program/read-program.js";
import { resolveSymbol } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";

/** Reads each `{@options …}` in a function's comment, with the functions that it can name. */
export function readOptions(program: Program, node: FunctionNode, docs: Docs): readonly OptionsTag[] {
  const tags = docs.params.flatMap((param) =>
    param.tags
      .filter((tag) => tag.name === "options")
      .map((tag) => ({ parameter: param.name, name: tag.content, at: tag.at })),
  );
  if (tags.length === 0) return [];
  const visible = visibleFunctions(program, node);
  return tags.map((tag) => ({ ...tag, visible }));
}

/** Returns an id of a function that is the same under every name and file that exports it. */
export function declarationIdOf(program: Program, node: TypeScript.Node): string {
  return `${program.sourceOf(node.getSourceFile()).file} ${node.pos}`;
}

/** Returns the functions that the file of `node` declares at its top or imports by name. */
function visibleFunctions(program: Program, node: FunctionNode): ReadonlyMap<string, string> {
  const visible = new Map<string, string>();
  const add = (name: TypeScript.Node | undefined): void => {
    if (name === undefined || !ts.isIdentifier(name)) return;
    const target = resolveSymbol(program, name);
    const declaration = target?.valueDeclaration;
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    if (value) visible.set(name.text, declarationIdOf(program, value));
  };
  for (const statement of node.getSourceFile().statements) {
    if (ts.isFunctionDeclaration(statement)) add(statement.name);
    if (ts.isVariableStatement(statement)) for (const each of statement.declarationList.declarations) add(each.name);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings && ts.isNamedImports(bindings)) for (const each of bindings.elements) add(each.name);
  }
  return visible;
}
