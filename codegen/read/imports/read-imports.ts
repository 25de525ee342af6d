import type TypeScript from "typescript";
import type { ImportUse, ResolvedFile } from "../../model/import-use.js";
import { quotedTypeMaxLength } from "../../model/limits.js";
import type { SourceText } from "../../model/source-text.js";
import { ts } from "../typescript/typescript.js";
import { type CommonJsUse, findCommonJsNames } from "./commonjs-names.js";
import { assetUrlOf, isMetaOfFile } from "./import-meta.js";

/** Returns the file that a specifier means; undefined where none was found or the name tells enough. */
export type ResolveImport = (specifier: TypeScript.StringLiteralLike) => ResolvedFile | undefined;

/** Returns the imports of a file that load a module or name a file when it runs: not those of types alone. */
export function readImports(
  tree: TypeScript.SourceFile,
  source: SourceText,
  resolve: ResolveImport,
): readonly ImportUse[] {
  const reader = new ImportReader(tree, source, resolve);
  // Below the top of a file only these are imports.
  if (/\bimport\s*(?:\(|\.|\/[/*])/.test(source.text)) reader.visit(tree);
  else for (const statement of tree.statements) reader.visitStatement(statement);
  for (const use of findCommonJsNames(tree)) reader.addCommonJs(use);
  return reader.imports;
}

/** Collects the imports of one file. */
class ImportReader {
  readonly imports: ImportUse[] = [];
  readonly #tree: TypeScript.SourceFile;
  readonly #source: SourceText;
  readonly #resolve: ResolveImport;

  constructor(tree: TypeScript.SourceFile, source: SourceText, resolve: ResolveImport) {
    this.#tree = tree;
    this.#source = source;
    this.#resolve = resolve;
  }

  /** Adds what a node and all within it import. */
  visit(node: TypeScript.Node): void {
    const asset = assetUrlOf(node);
    if (asset) {
      this.#add(asset, "url");
      return;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) this.#addCall(node);
    else if (isMetaOfFile(node)) this.#addUnusable(node, "folder");
    else this.visitStatement(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  /** Adds what a statement at the top of a file imports by its own form. */
  visitStatement(node: TypeScript.Node): void {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) this.#addDeclaration(node);
    else if (ts.isImportEqualsDeclaration(node)) this.#addEquals(node);
  }

  addCommonJs({ node, edits }: CommonJsUse): void {
    this.imports.push({
      ...{ form: "commonjs", specifier: node.text, at: this.#spanOf(node) },
      ...(edits === undefined ? {} : { edits }),
    });
  }

  #addDeclaration(node: TypeScript.ImportDeclaration | TypeScript.ExportDeclaration): void {
    const { moduleSpecifier, attributes } = node;
    if (moduleSpecifier === undefined || isTypeOnly(node)) return;
    this.#add(moduleSpecifier, "import", {
      ...(attributes && { replaced: { start: moduleSpecifier.getStart(this.#tree), end: attributes.getEnd() } }),
      ...(takesDefaultAlone(node) ? { takesDefaultAlone: true } : {}),
    });
  }

  #addEquals(node: TypeScript.ImportEqualsDeclaration): void {
    const { moduleReference, name } = node;
    if (node.isTypeOnly || !ts.isExternalModuleReference(moduleReference)) return;
    const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported) this.#addUnusable(moduleReference, "commonjs");
    else {
      const replaced = { start: node.getStart(this.#tree), end: moduleReference.getEnd() };
      this.#add(moduleReference.expression, "equals", { name: name.text, replaced });
    }
  }

  #addCall({ arguments: [specifier, ...others] }: TypeScript.CallExpression): void {
    if (specifier === undefined) return;
    const last = others.at(-1);
    if (!ts.isStringLiteralLike(specifier)) this.#addUnusable(specifier, "computed");
    else
      this.#add(
        specifier,
        "import",
        last && { replaced: { start: specifier.getStart(this.#tree), end: last.getEnd() } },
      );
  }

  #add(node: TypeScript.Node, form: ImportUse["form"], more: Partial<ImportUse> = {}): void {
    if (!ts.isStringLiteralLike(node)) return;
    const resolved = this.#resolve(node);
    this.imports.push({
      ...{ form, specifier: node.text, at: this.#spanOf(node) },
      ...(resolved === undefined ? {} : { resolved }),
      ...more,
    });
  }

  #addUnusable(node: TypeScript.Node, form: ImportUse["form"]): void {
    this.imports.push({ form, specifier: quote(node.getText(this.#tree)), at: this.#spanOf(node) });
  }

  #spanOf(node: TypeScript.Node): ImportUse["at"] {
    return { source: this.#source, start: node.getStart(this.#tree), end: node.getEnd() };
  }
}

/** Returns the `export =` of a file: the span from `export` to the sign; undefined where it has none. */
export function readExportAssignment(tree: TypeScript.SourceFile, source: SourceText): ImportUse["at"] | undefined {
  const statement = tree.statements.find((each) => ts.isExportAssignment(each) && each.isExportEquals === true);
  if (statement === undefined || !ts.isExportAssignment(statement)) return undefined;
  const sign = source.text.lastIndexOf("=", statement.expression.getStart(tree));
  return { source, start: statement.getStart(tree), end: sign + 1 };
}

/** Returns an expression as a problem names it, on one line. */
function quote(expression: string): string {
  const line = expression.replace(/\s+/g, " ");
  return line.length > quotedTypeMaxLength ? `${line.slice(0, quotedTypeMaxLength)}…` : line;
}

function isTypeOnly(node: TypeScript.ImportDeclaration | TypeScript.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  if (clause.name !== undefined || clause.namedBindings === undefined) return false;
  return (
    ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

/** Returns whether an import binds the default export and nothing else, or nothing at all. */
function takesDefaultAlone(node: TypeScript.ImportDeclaration | TypeScript.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node) && node.importClause?.namedBindings === undefined;
}
