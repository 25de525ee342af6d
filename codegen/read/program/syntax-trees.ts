import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { internals } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import { ImportResolver, type ResolvedImport } from "./import-resolver.js";
import { isPlatformFile, SourceParser } from "./source-parser.js";

/** Resolved imports of platform files, which stay as they were parsed. */
const platformImports = new WeakMap<
  TypeScript.SourceFile,
  readonly TypeScript.ResolvedModuleWithFailedLookupLocations[]
>();

/** Syntax trees, parsed and bound when first asked for, and the files that their imports mean. */
export class SyntaxTrees {
  /** A host for a whole program of the same trees. */
  readonly host: TypeScript.CompilerHost;
  readonly #options: TypeScript.CompilerOptions;
  readonly #parser: SourceParser;
  readonly #imports: ImportResolver;
  readonly #trees = new Map<string, TypeScript.SourceFile | undefined>();

  /** `sources` are the project's own texts, by absolute path. */
  constructor(root: string, options: TypeScript.CompilerOptions, sources: ReadonlyMap<string, SourceText>) {
    // Comments are read from the text, and binding sets parents: the parser need do neither.
    const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
    const resolutions = ts.createModuleResolutionCache(root, (name) => name, options);
    const setup = { options, host, resolutions };
    this.#options = options;
    this.#parser = new SourceParser(setup, sources);
    this.#imports = new ImportResolver(setup, sources);
    this.host = {
      ...host,
      getSourceFile: (fileName) => this.#parsed(fileName),
      getModuleResolutionCache: () => resolutions,
      resolveModuleNameLiterals: (specifiers, _from, _redirected, _options, tree) => this.#modules(tree, specifiers),
    };
  }

  /** Returns the bound tree of a file by its absolute path; undefined where there is none. */
  get(fileName: string): TypeScript.SourceFile | undefined {
    const tree = this.#parsed(fileName);
    return tree && this.#bound(tree);
  }

  /** Returns the tree of a file if it was asked for before. */
  peek(fileName: string): TypeScript.SourceFile | undefined {
    return this.#trees.get(fileName);
  }

  /** Returns the bound tree of a text that is no file. */
  parse(fileName: string, text: string): TypeScript.SourceFile {
    return this.#bound(this.#parser.parseText(fileName, text));
  }

  /** Returns the absolute path of the file that a module specifier means, if any. */
  resolve(specifier: TypeScript.StringLiteralLike): string | undefined {
    return this.#imports.resolve(specifier.getSourceFile(), specifier).resolvedModule?.resolvedFileName;
  }

  /** Resolves all imports of a file, and its `/// <reference …>`. */
  importsOf(tree: TypeScript.SourceFile): readonly ResolvedImport[] {
    // The mode of an import deep in a file is found through its parents, which binding sets.
    return this.#imports.importsOf(this.#bound(tree));
  }

  /** Returns the trees that were asked for so far, without those of the platform. */
  opened(): readonly TypeScript.SourceFile[] {
    return [...this.#trees.values()].flatMap((tree) => (tree && !isPlatformFile(tree.fileName) ? [tree] : []));
  }

  /** Lets go of all trees. */
  clear(): void {
    this.#trees.clear();
    this.#imports.clear();
  }

  #parsed(fileName: string): TypeScript.SourceFile | undefined {
    if (!this.#trees.has(fileName)) this.#trees.set(fileName, this.#parser.parseFile(fileName));
    return this.#trees.get(fileName);
  }

  #bound(tree: TypeScript.SourceFile): TypeScript.SourceFile {
    internals.bindSourceFile(tree, this.#options);
    return tree;
  }

  #modules(
    tree: TypeScript.SourceFile,
    specifiers: readonly TypeScript.StringLiteralLike[],
  ): readonly TypeScript.ResolvedModuleWithFailedLookupLocations[] {
    const known = platformImports.get(tree);
    if (known?.length === specifiers.length) return known;
    const modules = specifiers.map((specifier) => this.#imports.resolve(tree, specifier));
    if (isPlatformFile(tree.fileName)) platformImports.set(tree, modules);
    return modules;
  }
}
