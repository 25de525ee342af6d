import type TypeScript from "typescript";
import { type BoundNode, internals, type NameResolver, type SymbolLookup } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import { augmentsModules } from "./augmentations.js";
import { enumValue } from "./enum-value.js";
import { globalTypes } from "./global-types.js";
import { ModuleSymbols } from "./module-symbols.js";
import { anyMeaning, meaningOf } from "./name-meaning.js";
import { needsFullChecker } from "./needs-full-checker.js";
import { packageFolderOf } from "./package-scan.js";
import { isPlatformFile } from "./source-parser.js";
import type { SyntaxTrees } from "./syntax-trees.js";

const { SymbolFlags } = ts;

/** The questions that parsed and bound files can answer by themselves. */
export type LightQuestions = Pick<
  TypeScript.TypeChecker,
  | "getAliasedSymbol"
  | "getConstantValue"
  | "getExportsOfModule"
  | "getShorthandAssignmentValueSymbol"
  | "getSymbolAtLocation"
>;

/** Means of the light checker. */
export interface LightSettings {
  readonly trees: SyntaxTrees;
  readonly options: TypeScript.CompilerOptions;
  /** The project's own files, by absolute path; none of them adds to the declarations of others. */
  readonly own: ReadonlyMap<string, unknown>;
  /** Returns whether any file of the program may add to a declaration of that name in a package. */
  readonly mayAdd: (name: string) => boolean;
}

/**
 * Resolves names as the type checker does, from the files that are asked about and those that they import, without the
 * standard library's 150 files: 0.4 s less for whatever needs no types (measured). Each method throws
 * `needsFullChecker` instead of an answer that only the type checker knows.
 */
export class LightChecker implements LightQuestions {
  readonly #modules: ModuleSymbols;
  readonly #settings: LightSettings;
  readonly #resolveName: NameResolver;
  readonly #targets = new Map<TypeScript.Symbol, TypeScript.Symbol>();

  constructor(settings: LightSettings) {
    const { trees, options } = settings;
    this.#settings = settings;
    this.#modules = new ModuleSymbols(trees);
    this.#resolveName = internals.createNameResolver({
      compilerOptions: options,
      globals: globalTypes(trees, options),
      getSymbolOfDeclaration: (node) => (node as BoundNode).symbol,
      lookup: lookUp,
      error: () => undefined,
    });
  }

  getSymbolAtLocation(node: TypeScript.Node): TypeScript.Symbol | undefined {
    const symbol = this.#symbolAt(node);
    if (symbol && this.#mayBeMerged(symbol)) throw needsFullChecker;
    return symbol;
  }

  getAliasedSymbol(symbol: TypeScript.Symbol): TypeScript.Symbol {
    const target = this.#targets.get(symbol) ?? this.#follow(symbol);
    this.#targets.set(symbol, target);
    if (this.#mayBeMerged(target)) throw needsFullChecker;
    return target;
  }

  /**
   * Returns whether further files may add to a declaration: to global ones, and to those of packages, which other packages
   * extend. Own modules add to none.
   */
  #mayBeMerged({ flags, declarations, name }: TypeScript.Symbol): boolean {
    if (!(flags & (SymbolFlags.Interface | SymbolFlags.Enum))) return false;
    const { own, mayAdd } = this.#settings;
    return (declarations ?? []).some((declaration) => {
      const tree = declaration.getSourceFile();
      if (isPlatformFile(tree.fileName)) return false;
      if (!ts.isExternalModule(tree)) return true;
      if (own.has(tree.fileName)) return false;
      return packageFolderOf(tree.fileName) === undefined || augmentsModules(tree.text) || mayAdd(name);
    });
  }

  #symbolAt(node: TypeScript.Node): TypeScript.Symbol | undefined {
    if (ts.isSourceFile(node)) return ts.isExternalModule(node) ? (node as BoundNode).symbol : undefined;
    if (ts.isStringLiteralLike(node)) return this.#modules.moduleOf(node);
    if (ts.isPropertyAccessExpression(node)) return this.#memberOf(node.expression, node.name);
    if (ts.isQualifiedName(node)) return this.#memberOf(node.left, node.right);
    if (!ts.isIdentifier(node)) throw needsFullChecker;
    const { parent } = node;
    const module = importTypeAround(node)?.argument;
    if (module) return this.#exportAt(module, node);
    if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) {
      if (parent.propertyName === node) throw needsFullChecker;
      return (parent as BoundNode).symbol;
    }
    if (ts.isQualifiedName(parent) && parent.right === node) return this.#memberOf(parent.left, node);
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return this.#memberOf(parent.expression, node);
    if (ts.isBindingElement(parent) && parent.propertyName === node) throw needsFullChecker;
    if (isNameOfDeclaration(parent, node)) return (parent as BoundNode).symbol;
    return this.#named(node);
  }

  getExportsOfModule(module: TypeScript.Symbol): TypeScript.Symbol[] {
    return this.#modules.allExportsOf(module);
  }

  getConstantValue(node: TypeScript.Node): string | number {
    const value = ts.isEnumMember(node) ? enumValue(node) : undefined;
    if (value === undefined) throw needsFullChecker;
    return value;
  }

  getShorthandAssignmentValueSymbol(node: TypeScript.Node | undefined): TypeScript.Symbol | undefined {
    if (node === undefined || !ts.isShorthandPropertyAssignment(node)) throw needsFullChecker;
    return this.#resolve(node.name, node.name, SymbolFlags.Value);
  }

  #resolve(
    location: TypeScript.Node,
    { escapedText }: TypeScript.Identifier,
    meaning: TypeScript.SymbolFlags,
  ): TypeScript.Symbol | undefined {
    return this.#resolveName(location, escapedText, meaning, undefined, false);
  }

  #named(node: TypeScript.Identifier): TypeScript.Symbol | undefined {
    const meaning = meaningOf(node);
    const symbol = this.#resolve(node, node, meaning);
    // A global value is declared by no action; a global type may have a form in JSON.
    if (symbol === undefined && meaning !== SymbolFlags.Value) throw needsFullChecker;
    return symbol;
  }

  /** The symbol of the first name behind `import("…")` within a type. */
  #exportAt(module: TypeScript.TypeNode, { escapedText }: TypeScript.Identifier): TypeScript.Symbol {
    const literal = ts.isLiteralTypeNode(module) && ts.isStringLiteral(module.literal) ? module.literal : undefined;
    const target = literal && this.#modules.moduleOf(literal);
    const member = target && this.#modules.exportOf(target, escapedText);
    if (member === undefined) throw needsFullChecker;
    return member;
  }

  /** The symbol of a name after a dot. After an object the type checker has to find it. */
  #memberOf(left: TypeScript.Node, name: TypeScript.MemberName): TypeScript.Symbol | undefined {
    const isName = ts.isIdentifier(left) || ts.isQualifiedName(left) || ts.isPropertyAccessExpression(left);
    const symbol = isName ? this.getSymbolAtLocation(left) : undefined;
    const target = symbol && this.getAliasedSymbol(symbol);
    if (target === undefined || !(target.flags & (SymbolFlags.Module | SymbolFlags.Enum))) throw needsFullChecker;
    const member = this.#modules.exportOf(target, name.escapedText);
    if (member === undefined) throw needsFullChecker;
    return member;
  }

  #follow(symbol: TypeScript.Symbol): TypeScript.Symbol {
    const seen = new Set<TypeScript.Symbol>();
    let current = symbol;
    while (current.flags & SymbolFlags.Alias) {
      // A name that is both an import and something else, or a circle of imports, is rare: the type checker answers.
      if (current.flags !== SymbolFlags.Alias || seen.has(current)) throw needsFullChecker;
      seen.add(current);
      const declaration = current.declarations?.[0];
      const target = declaration && this.#targetOf(declaration);
      if (target === undefined) throw needsFullChecker;
      current = target;
    }
    return current;
  }

  /** The symbol that an import or export leads to, by one step. */
  #targetOf(node: TypeScript.Declaration): TypeScript.Symbol | undefined {
    if (ts.isImportSpecifier(node)) {
      return this.#modules.imported(node.parent.parent.parent.moduleSpecifier, (node.propertyName ?? node.name).text);
    }
    if (ts.isImportClause(node)) return this.#modules.imported(node.parent.moduleSpecifier, "default");
    if (ts.isNamespaceImport(node)) return this.#modules.moduleAt(node.parent.parent.moduleSpecifier);
    if (ts.isNamespaceExport(node)) return this.#modules.moduleAt(node.parent.moduleSpecifier);
    if (ts.isExportSpecifier(node)) {
      const name = node.propertyName ?? node.name;
      const { moduleSpecifier } = node.parent.parent;
      if (moduleSpecifier) return this.#modules.imported(moduleSpecifier, name.text);
      return ts.isIdentifier(name) ? this.#resolve(node.parent, name, anyMeaning) : undefined;
    }
    if (ts.isExportAssignment(node) && ts.isIdentifier(node.expression)) {
      return this.#resolve(node.expression, node.expression, anyMeaning);
    }
    return undefined;
  }
}

/** The type checker's own rule for one table, except that imports count with any meaning. */
const lookUp: SymbolLookup = (symbols, name, meaning) => {
  const symbol = meaning ? symbols.get(name) : undefined;
  return symbol && symbol.flags & (meaning | SymbolFlags.Alias) ? symbol : undefined;
};

/** The type `import("…").A.B` of which a node is the first name. */
function importTypeAround(node: TypeScript.Node): TypeScript.ImportTypeNode | undefined {
  const { parent } = node;
  if (ts.isQualifiedName(parent)) return parent.left === node ? importTypeAround(parent) : undefined;
  return ts.isImportTypeNode(parent) && parent.qualifier === node ? parent : undefined;
}

function isNameOfDeclaration(parent: TypeScript.Node, node: TypeScript.Identifier): boolean {
  return "name" in parent && parent.name === node && (parent as BoundNode).symbol !== undefined;
}
