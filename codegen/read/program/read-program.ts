import { join } from "node:path";
import type TypeScript from "typescript";
import type { FolderListing } from "../../cache/folder-listing.js";
import { packagePath } from "../../cache/package-files.js";
import type { ActionFile } from "../../model/action-file.js";
import { sha256 } from "../../model/hash.js";
import type { Project } from "../../model/project.js";
import type { SourceText } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { type Configuration, readConfiguration } from "../options/compiler-options.js";
import { LeftOutDeclarations } from "../options/left-out-declarations.js";
import { syntaxErrorsOf } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import { augmentingFiles, augmentsModules } from "./augmentations.js";
import { type AutomaticTypes, findAutomaticTypes } from "./automatic-types.js";
import { type Checker, createChecker } from "./checker.js";
import { type Dependencies, dependenciesOf } from "./dependencies.js";
import { LightChecker } from "./light-checker.js";
import { PackageScan, packageFolderOf } from "./package-scan.js";
import type { PackageSummary } from "./package-summary.js";
import { SyntaxTrees } from "./syntax-trees.js";
import { WholeProgram } from "./whole-program.js";

/**
 * Resolver of names. `light` asks parsed files first, and the type checker where they cannot answer; `full` always asks
 * the type checker, and is for tests to compare with.
 */
export type Resolver = "light" | "full";

/** Files that decide what is read from a program. Absolute paths. */
export interface ProgramInputs {
  /** Files that were read. */
  readonly files: readonly string[];
  /** Files that would have been read, had they been there. */
  readonly absent: readonly string[];
  /** Those of the files that the compiler's options come from, and the declarations that they include. */
  readonly configuration: readonly string[];
  /** Folders in which such declarations were looked for. */
  readonly listings: readonly FolderListing[];
}

/** A file that was parsed. */
export interface OpenedFile {
  /** The absolute path. */
  readonly path: string;
  /** True where it declares something for all other files. */
  readonly isAmbient: boolean;
}

/** Files that are known to be part of the program, by their absolute paths. */
export interface KnownFiles {
  readonly packages: readonly string[];
  /** Files that declare something for all others. */
  readonly ambient: readonly string[];
}

/** Facts about a program that stay when it is closed. */
interface ProgramFacts {
  readonly dependencies: ReadonlyMap<ActionFile, Dependencies>;
  readonly inputs: ProgramInputs;
  readonly opened: readonly OpenedFile[];
}

export interface ProgramSettings {
  readonly resolver: Resolver;
  /** The files that the type checker starts from. */
  readonly roots: () => readonly ActionFile[];
  /** The files whose imports tell what else is part of the program, besides the packages and files of `known`. */
  readonly scanned: () => readonly ActionFile[];
  readonly known: KnownFiles;
  /** Returns the facts about a package, by its folder. */
  readonly summaryOf: (folder: string) => PackageSummary;
  readonly problems: ProblemList;
}

/** Reads the compiler's options and makes a program of files that are parsed and bound when they are asked for. */
export function readProgram(project: Project, files: readonly ActionFile[], settings: ProgramSettings): Program {
  return new Program(files, readConfiguration(project, settings.problems), { project, ...settings });
}

/** Source files with their syntax trees, and a checker that answers questions about them. */
export class Program {
  readonly files: readonly ActionFile[];
  /** The compiler's options, the automatic types and all that adds to declarations of other files, as JSON. */
  readonly options: string;
  /** True where types are read by their syntax as far as it is enough: not where the type checker is there for all names. */
  readonly readsSyntax: boolean;
  /** Patterns of the compiler's `paths`. */
  readonly aliases: readonly string[];
  readonly leftOut: LeftOutDeclarations;
  readonly #root: string;
  /** The root with a separator behind it. */
  readonly #base: string;
  /** Undefined once the program is closed. */
  #checker: Checker | undefined;
  #facts: ProgramFacts | undefined;
  readonly #configuration: Configuration;
  readonly #problems: ProblemList;
  readonly #own: ReadonlyMap<string, SourceText>;
  readonly #trees: SyntaxTrees;
  readonly #automatic: AutomaticTypes;
  readonly #whole: WholeProgram;
  readonly #settings: Pick<ProgramSettings, "scanned" | "known" | "summaryOf">;
  #scan: PackageScan | undefined;
  #hasScanned = false;
  readonly #libraries = new Map<TypeScript.SourceFile, boolean>();
  readonly #sources = new Map<TypeScript.SourceFile, SourceText>();

  constructor(
    files: readonly ActionFile[],
    configuration: Configuration,
    { project, resolver, roots, problems, ...settings }: ProgramSettings & { readonly project: Project },
  ) {
    const { options } = configuration;
    this.files = files;
    this.leftOut = new LeftOutDeclarations(project, configuration);
    this.#root = project.root;
    this.#base = join(project.root, "/").replaceAll("\\", "/");
    this.#configuration = configuration;
    this.#problems = problems;
    this.#settings = settings;
    this.#own = new Map(files.map((file) => [this.pathOf(file), file.source]));
    const trees = new SyntaxTrees(project.root, options, this.#own);
    this.#trees = trees;
    this.aliases = Object.keys(options.paths ?? {});
    this.#automatic = findAutomaticTypes(project.root, options, trees.host);
    const { declarations } = configuration;
    const texts = declarations.map((path) => ({ path, text: trees.host.readFile(path) ?? "" }));
    const augmenting = augmentingFiles(files);
    this.options = JSON.stringify([
      ...[options, this.#automatic.files, texts.map(({ path, text }) => [path, sha256(text)])],
      augmenting.map(({ source }) => [source.file, sha256(source.text)]),
    ]);
    const first = (): readonly string[] => [...roots().map((file) => this.pathOf(file)), ...declarations];
    const whole = new WholeProgram({ all: [...this.#own.keys(), ...declarations], first }, options, trees.host);
    this.#whole = whole;
    // Only the type checker adds what one file declares for another.
    const isAugmented = augmenting.length > 0 || texts.some(({ text }) => augmentsModules(text));
    const isChecked = resolver === "full" || isAugmented;
    // Without strict nulls, a union with null is another type than it says.
    this.readsSyntax = !isChecked && options.strictNullChecks !== false;
    this.#checker = isChecked
      ? whole.ofAll().getTypeChecker()
      : createChecker(
          new LightChecker({ trees, options, own: this.#own, mayAdd: (name) => this.#scanned().mayAdd(name) }),
          (node) => whole.containing(node).getTypeChecker(),
        );
  }

  get checker(): Checker {
    if (this.#checker === undefined) throw new Error("the program is closed");
    return this.#checker;
  }

  /**
   * Lets go of all trees and types, which are most of a run's memory: what depends on the readings asks no more than which files
   * they were made from, of these files and of all.
   */
  close(files: readonly ActionFile[]): void {
    const dependencies = new Map(files.map((file) => [file, this.dependenciesOf(file)]));
    this.#facts = { dependencies, inputs: this.inputs(), opened: this.opened() };
    this.#checker = undefined;
    this.#scan = undefined;
    this.#trees.clear();
    this.#whole.clear();
    this.#libraries.clear();
    this.#sources.clear();
  }

  /** Returns whether ambient declarations can have made a difference, because the type checker or a package was asked. */
  dependsOnAmbient(): boolean {
    return this.#whole.isMade || this.#hasScanned;
  }

  /** Returns whether the type checker was asked, which reads all files of the program. */
  isWhole(): boolean {
    return this.#whole.isMade;
  }

  /** Returns what these packages, by their folders, and the imports of these files lead to. */
  reach(files: readonly ActionFile[], folders: readonly string[]): PackageScan {
    // What was scanned is no dependency of a single file.
    this.#scanned();
    const scan = this.#newScan();
    scan.addPackages(folders);
    scan.follow(files.map((file) => this.treeOf(file)));
    return scan;
  }

  #scanned(): PackageScan {
    if (this.#scan) return this.#scan;
    const { scanned, known } = this.#settings;
    const scan = this.#newScan();
    this.#scan = scan;
    this.#hasScanned = true;
    scan.addPackages(known.packages);
    for (const path of known.ambient) if (!scan.covers(path)) scan.addNamesIn(this.#trees.host.readFile(path) ?? "");
    scan.follow(scanned().map((file) => this.treeOf(file)));
    return scan;
  }

  #newScan(): PackageScan {
    const { summaryOf } = this.#settings;
    const isOwn = (path: string): boolean => this.#own.has(path);
    return new PackageScan({ trees: this.#trees, summaryOf, isOwn, automatic: this.#automatic.files });
  }

  /** Returns whether a file parses, which it must for anything to be read of it. */
  parses(file: ActionFile): boolean {
    return syntaxErrorsOf(this.treeOf(file)).length === 0;
  }

  /** Reports the syntax errors of a file. */
  reportSyntax(file: ActionFile): undefined {
    for (const { start, length, messageText } of syntaxErrorsOf(this.treeOf(file))) {
      const at = { source: file.source, start, end: start + length };
      this.#problems.report("ACT104", at, ts.flattenDiagnosticMessageText(messageText, " "));
    }
  }

  /** Returns the other files that decide what is read from a file, besides packages that the program has scanned. */
  dependenciesOf(file: ActionFile): Dependencies {
    const known = this.#facts?.dependencies.get(file);
    if (known) return known;
    return dependenciesOf(this.#trees, this.treeOf(file), { sources: this.#own, isScanned: this.#isScanned });
  }

  /** Returns all files that the program has read so far, and those that it would have read instead. */
  inputs(): ProgramInputs {
    if (this.#facts) return this.#facts.inputs;
    const { files, absent, declarations, listings } = this.#configuration;
    const scan = this.#whole.isMade ? this.#scanned() : this.#scan;
    const opened = this.#trees.opened().filter((tree) => !this.#isScanned(tree.fileName));
    const missing = new Set([...absent, ...this.#automatic.absent, ...(scan?.absent ?? [])]);
    const manifests = new Set<string>();
    for (const each of opened.flatMap((tree) => this.#trees.importsOf(tree))) {
      for (const path of each.manifests) manifests.add(path);
      for (const path of each.absent) missing.add(path);
    }
    const leftOut = this.leftOut.inputs();
    return {
      files: [
        ...[...files, ...declarations, ...this.#automatic.inputs, ...leftOut.files],
        ...opened.map((tree) => tree.fileName),
        ...manifests,
        ...(scan?.packages ?? []).map(packagePath),
      ],
      absent: [...missing],
      configuration: [...files, ...declarations],
      listings: [...new Map([...listings, ...leftOut.listings])],
    };
  }

  readonly #isScanned = (path: string): boolean =>
    this.#scan !== undefined && !this.#own.has(path) && packageFolderOf(path) !== undefined && this.#scan.covers(path);

  /** Returns the files opened so far, without those of the standard library and Node. */
  opened(): readonly OpenedFile[] {
    if (this.#facts) return this.#facts.opened;
    return this.#trees.opened().map((tree) => ({
      path: tree.fileName,
      isAmbient: !ts.isExternalModule(tree) || augmentsModules(tree.text),
    }));
  }

  /** Returns the absolute path of an action file. */
  pathOf({ source: { file } }: ActionFile): string {
    return file.startsWith("../") ? join(this.#root, file).replaceAll("\\", "/") : this.#base + file;
  }

  /** Returns whether an absolute path is that of an action file. */
  isOwnPath(path: string): boolean {
    return this.#own.has(path);
  }

  /** Returns the syntax tree of an action file. */
  treeOf(file: ActionFile): TypeScript.SourceFile {
    const tree = this.#trees.get(this.pathOf(file));
    if (tree === undefined) throw new Error(`${file.source.file} is not part of the program`);
    return tree;
  }

  /** Returns the text of any file of the program, with its path relative to the project's root. */
  sourceOf(tree: TypeScript.SourceFile): SourceText {
    const known = this.#sources.get(tree);
    if (known) return known;
    const { fileName, text } = tree;
    const file = fileName.startsWith(`${this.#root}/`) ? fileName.slice(this.#root.length + 1) : fileName;
    const source = this.#own.get(fileName) ?? { file, text };
    this.#sources.set(tree, source);
    return source;
  }

  /** Returns tsc's message for the first type error within a node, if any. */
  typeErrorIn(node: TypeScript.Node): string | undefined {
    const all = this.#whole.containing(node).getSemanticDiagnostics(node.getSourceFile());
    const first = all.find(({ start = -1 }) => start >= node.pos && start < node.end);
    // tsc tells types of one name apart by the absolute path of their file.
    const rootPath = join(this.#root, "/").replaceAll("\\", "/");
    return first && ts.flattenDiagnosticMessageText(first.messageText, " ").replaceAll(rootPath, "");
  }

  /** Returns whether a file is one of the project's actions. The author cannot mend any other. */
  isOwn(tree: TypeScript.SourceFile): boolean {
    return this.#own.has(tree.fileName);
  }

  /** Returns the absolute path of the file that a module specifier means, and whether it is one of the project's actions. */
  resolve(specifier: TypeScript.StringLiteralLike): { readonly path: string; readonly isOwn: boolean } | undefined {
    const path = this.#trees.resolve(specifier);
    return path === undefined ? undefined : { path, isOwn: this.#own.has(path) };
  }

  /** Returns the tree of a file by its absolute path, which may lie anywhere; undefined where there is none. */
  open(path: string): TypeScript.SourceFile | undefined {
    return this.#trees.get(path);
  }

  /** Returns the project's own file that a module specifier means, if any. */
  ownFileOf(specifier: TypeScript.StringLiteralLike): TypeScript.SourceFile | undefined {
    const path = this.#trees.resolve(specifier);
    return path !== undefined && this.#own.has(path) ? this.#trees.get(path) : undefined;
  }

  /** Returns whether a file declares the standard library or Node. */
  isLibrary(tree: TypeScript.SourceFile): boolean {
    const known = this.#libraries.get(tree) ?? isLibraryPath(tree.fileName);
    this.#libraries.set(tree, known);
    return known;
  }

  /** Returns whether a symbol is an import from a file that is none of the project's actions. */
  isForeign(symbol: TypeScript.Symbol): boolean {
    const specifier = (symbol.declarations ?? []).map(importedModule).find((each) => each !== undefined);
    const target = specifier && this.#trees.resolve(specifier);
    return specifier !== undefined && (target === undefined || !this.#own.has(target));
  }
}

function isLibraryPath(path: string): boolean {
  return /\/node_modules\/(?:typescript\/lib|@types\/node|@typescript\/lib-[^/]+)\//.test(path);
}

/** The module that an import's name comes from. */
function importedModule(node: TypeScript.Declaration): TypeScript.StringLiteral | undefined {
  const statement = ts.findAncestor(node, ts.isImportDeclaration);
  return statement && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier : undefined;
}
