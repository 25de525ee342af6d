import type TypeScript from "typescript";
import type { BoundNode } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import { needsFullChecker } from "./needs-full-checker.js";
import type { SyntaxTrees } from "./syntax-trees.js";

/** Symbols of modules and of their exports, from syntax alone. Throws `needsFullChecker` where syntax is not enough. */
export class ModuleSymbols {
  readonly #trees: SyntaxTrees;

  constructor(trees: SyntaxTrees) {
    this.#trees = trees;
  }

  /** The module that a specifier of an import or export means. */
  moduleOf(specifier: TypeScript.StringLiteralLike): TypeScript.Symbol | undefined {
    const { parent } = specifier;
    const isImportType = ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent);
    if (!isImportType && !ts.isImportDeclaration(parent) && !ts.isExportDeclaration(parent)) throw needsFullChecker;
    const fileName = this.#trees.resolve(specifier);
    const tree = fileName === undefined ? undefined : this.#trees.get(fileName);
    if (tree === undefined || !ts.isExternalModule(tree)) throw needsFullChecker;
    return (tree as BoundNode).symbol;
  }

  /** The module that an expression after `from` means; undefined where it is no text. */
  moduleAt(specifier: TypeScript.Expression | undefined): TypeScript.Symbol | undefined {
    return specifier && ts.isStringLiteral(specifier) ? this.moduleOf(specifier) : undefined;
  }

  /** The export of that name of the module that an expression after `from` means. */
  imported(specifier: TypeScript.Expression, name: string): TypeScript.Symbol | undefined {
    const module = this.moduleAt(specifier);
    return module && this.exportOf(module, ts.escapeLeadingUnderscores(name));
  }

  /** The export of that name of a module, namespace or enum. */
  exportOf(symbol: TypeScript.Symbol, name: TypeScript.__String): TypeScript.Symbol | undefined {
    return symbol.exports?.get(name) ?? (name === "default" ? undefined : this.#exportsOf(symbol).get(name));
  }

  /** All exports of a module, those of `export *` included. */
  allExportsOf(module: TypeScript.Symbol): TypeScript.Symbol[] {
    return [...this.#exportsOf(module)].flatMap(([name, symbol]) => (isReserved(name) ? [] : [symbol]));
  }

  /** The exports of a module with those of `export *`, of which the first one of a name counts. */
  #exportsOf(
    module: TypeScript.Symbol,
    visiting: ReadonlySet<TypeScript.Symbol> = new Set(),
  ): ReadonlyMap<TypeScript.__String, TypeScript.Symbol> {
    const own = new Map(module.exports);
    const stars = own.get("__export" as TypeScript.__String);
    if (own.has("export=" as TypeScript.__String)) throw needsFullChecker;
    if (stars === undefined || visiting.has(module)) return own;
    for (const declaration of stars.declarations ?? []) {
      const target = ts.isExportDeclaration(declaration) ? this.moduleAt(declaration.moduleSpecifier) : undefined;
      if (target === undefined) throw needsFullChecker;
      for (const [name, symbol] of this.#exportsOf(target, new Set([...visiting, module]))) {
        if (name !== "default" && !own.has(name)) own.set(name, symbol);
      }
    }
    return own;
  }
}

/** Returns whether TypeScript keeps a name of an export table for itself: `__export`, but not `___export`. */
function isReserved(name: TypeScript.__String): boolean {
  return /^__[^_@#]/.test(String(name));
}
