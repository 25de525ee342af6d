import { join } from "node:path";
import type TypeScript from "typescript";
import type { ActionFile } from "../../model/action-file.js";
import type { Project } from "../../model/project.js";
import type { SourceText } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { ts } from "../typescript/typescript.js";
import { findAutomaticTypes } from "./automatic-types.js";
import { type Checker, createChecker } from "./checker.js";
import { readConfiguration } from "./compiler-options.js";
import { closureOf, type Dependencies, dependenciesOf } from "./dependencies.js";
import { createLightChecker } from "./light-checker.js";
import { createTrees } from "./syntax-trees.js";

/** The files, parsed when they are asked for, and whoever answers questions about them. */
export interface Program {
  readonly checker: Checker;
  readonly files: readonly ActionFile[];
  /** Whether a file parses, which it must for anything to be read of it; its syntax errors are reported. */
  readonly parses: (file: ActionFile) => boolean;
  /** What else decides how a file reads. */
  readonly dependenciesOf: (file: ActionFile) => Dependencies;
  /** The absolute path of an action file. */
  readonly pathOf: (file: ActionFile) => string;
  /** Everything that the program has read so far, and what it would have read instead. */
  readonly inputs: () => Inputs;
  /** Everything that imports lead to from these files, which are opened for it; absolute paths, theirs included. */
  readonly closureOf: (files: readonly ActionFile[]) => ReadonlySet<string>;
  /** The files opened so far, without those of the standard library and Node. */
  readonly opened: () => readonly OpenedFile[];
  /** Whether the type checker was asked, which reads what is ambient, too. */
  readonly isWhole: () => boolean;
  /** Everything that the compiler's options say, and which types are automatic, as JSON. */
  readonly options: string;
  /** The syntax tree of an action file. */
  readonly treeOf: (file: ActionFile) => TypeScript.SourceFile;
  /** The text of any file of the program, with its path relative to the project's root. */
  readonly sourceOf: (tree: TypeScript.SourceFile) => SourceText;
  /** What tsc says of the first type error within a node, if any. */
  readonly typeErrorIn: (node: TypeScript.Node) => string | undefined;
  /** Whether a file is one of the project's actions: what stands elsewhere its author cannot mend. */
  readonly isOwn: (tree: TypeScript.SourceFile) => boolean;
  readonly isLibrary: (tree: TypeScript.SourceFile) => boolean;
  /** Whether a symbol is an import of something that is none of the project's actions. */
  readonly isForeign: (symbol: TypeScript.Symbol) => boolean;
}

/** Who resolves names: parsed files as far as they can, or the type checker alone, which is the oracle of the former. */
export type Resolver = "light" | "full";

/** Absolute paths of files that were read, and of files that would have been, had they been there. */
export interface Inputs {
  readonly files: readonly string[];
  readonly absent: readonly string[];
  /** Those of the files that the compiler's options come from. */
  readonly configuration: readonly string[];
}

/** A file that was parsed. */
export interface OpenedFile {
  /** The absolute path. */
  readonly path: string;
  /** Whether it declares something for all other files. */
  readonly isAmbient: boolean;
}

export interface ProgramSettings {
  readonly resolver: Resolver;
  /** The files that the type checker starts from. */
  readonly roots: () => readonly ActionFile[];
  readonly problems: ProblemList;
}

/** A program of files that are parsed and bound when they are asked for. */
export function readProgram(
  project: Project,
  files: readonly ActionFile[],
  { resolver, roots, problems }: ProgramSettings,
): Program {
  const absolute = (file: string): string => join(project.root, file).replaceAll("\\", "/");
  const { options, files: configs, absent } = readConfiguration(project, problems);
  const own = new Map(files.map((file) => [absolute(file.source.file), file.source]));
  const trees = createTrees(project.root, options, own);
  const automatic = findAutomaticTypes(project.root, options, trees.host);
  const createFull = (files: readonly ActionFile[]): TypeScript.Program => {
    const rootNames = files.map((file) => absolute(file.source.file));
    return ts.createProgram({ rootNames, options, host: trees.host });
  };
  // Made when a question needs it, and then once: most sources ask for names alone.
  let made = resolver === "full" ? createFull(files) : undefined;
  const full = (node?: TypeScript.Node): TypeScript.Program => {
    made ??= createFull(roots());
    const tree = node?.getSourceFile();
    // Of a file that was no root when it was made, it would know nothing, and say `any`.
    const isUnknown = tree !== undefined && own.has(tree.fileName) && made.getSourceFile(tree.fileName) === undefined;
    if (isUnknown) made = createFull(files);
    return made;
  };
  const libraries = new Map<TypeScript.SourceFile, boolean>();
  const sources = new Map<TypeScript.SourceFile, SourceText>();
  const sourceOf = (tree: TypeScript.SourceFile): SourceText => {
    const known = sources.get(tree);
    if (known) return known;
    const file = tree.fileName.startsWith(`${project.root}/`)
      ? tree.fileName.slice(project.root.length + 1)
      : tree.fileName;
    const source = own.get(tree.fileName) ?? { file, text: tree.text };
    sources.set(tree, source);
    return source;
  };
  const treeOf = (file: ActionFile): TypeScript.SourceFile => {
    const tree = trees.get(absolute(file.source.file));
    if (tree === undefined) throw new Error(`${file.source.file} is not part of the program`);
    return tree;
  };
  return {
    checker:
      resolver === "full"
        ? full().getTypeChecker()
        : createChecker(createLightChecker(trees, options), (node) => full(node).getTypeChecker()),
    files,
    parses: (file) => {
      const diagnostics = syntaxErrorsOf(treeOf(file));
      for (const { start, length, messageText } of diagnostics) {
        const at = { source: file.source, start, end: start + length };
        problems.report("ACT104", at, ts.flattenDiagnosticMessageText(messageText, " "));
      }
      return diagnostics.length === 0;
    },
    dependenciesOf: (file) => dependenciesOf(trees, treeOf(file), own),
    pathOf: (file) => absolute(file.source.file),
    closureOf: (chosen) => closureOf(trees, chosen.map(treeOf)),
    inputs: () => {
      const opened = trees.opened();
      const imports = opened.flatMap((tree) => trees.importsOf(tree));
      const manifests = imports.flatMap((each) => each.manifests);
      return {
        files: [...configs, ...automatic.inputs, ...opened.map((tree) => tree.fileName), ...manifests],
        absent: [...absent, ...automatic.absent, ...imports.flatMap((each) => each.absent)],
        configuration: configs,
      };
    },
    opened: () =>
      trees.opened().map((tree) => ({
        path: tree.fileName,
        isAmbient: !ts.isExternalModule(tree) || /\bdeclare\s+(?:global|module)\b/.test(tree.text),
      })),
    isWhole: () => made !== undefined,
    options: JSON.stringify([options, automatic.files]),
    treeOf,
    sourceOf,
    isOwn: (tree) => own.has(tree.fileName),
    typeErrorIn: (node) => {
      const all = full(node).getSemanticDiagnostics(node.getSourceFile());
      const first = all.find(({ start = -1 }) => start >= node.pos && start < node.end);
      // It tells types of one name apart by the absolute path of their file.
      return first && ts.flattenDiagnosticMessageText(first.messageText, " ").replaceAll(absolute("/"), "");
    },
    isLibrary: (tree) => {
      const known = libraries.get(tree) ?? isLibraryPath(tree.fileName);
      libraries.set(tree, known);
      return known;
    },
    isForeign: (symbol) => {
      const specifier = (symbol.declarations ?? []).map(importedModule).find((each) => each !== undefined);
      const target = specifier && trees.resolve(specifier);
      return specifier !== undefined && (target === undefined || !own.has(target));
    },
  };
}

function isLibraryPath(path: string): boolean {
  return /\/node_modules\/(?:typescript\/lib|@types\/node|@typescript\/lib-[^/]+)\//.test(path);
}

function syntaxErrorsOf(tree: TypeScript.SourceFile): readonly TypeScript.DiagnosticWithLocation[] {
  return (tree as unknown as { parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[] }).parseDiagnostics;
}

/** The module that an import's name comes from. */
function importedModule(node: TypeScript.Declaration): TypeScript.StringLiteral | undefined {
  const statement = ts.findAncestor(node, ts.isImportDeclaration);
  return statement && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier : undefined;
}
