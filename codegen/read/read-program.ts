import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import type { ProblemList } from "../problems.js";
import type { Project } from "../project.js";
import { type SourceText, startOf } from "../source.js";
import type { Checker } from "./checker.js";
import type { ActionFile } from "./read-files.js";
import { ts } from "./typescript.js";

/** The parsed files and whoever answers questions about them. */
export interface Program {
  readonly checker: Checker;
  /** The files that parse; nothing is read of the others. */
  readonly files: readonly ActionFile[];
  /** The syntax tree of an action file. */
  readonly treeOf: (file: ActionFile) => TypeScript.SourceFile;
  /** The text of any file of the program, with its path relative to the project's root. */
  readonly sourceOf: (tree: TypeScript.SourceFile) => SourceText;
  /** What tsc says of the first type error within a node, if any. */
  readonly typeErrorIn: (node: TypeScript.Node) => string | undefined;
  /** Whether a file is one of the project's actions: what stands elsewhere its author cannot mend. */
  readonly isOwn: (tree: TypeScript.SourceFile) => boolean;
  readonly isLibrary: (tree: TypeScript.SourceFile) => boolean;
}

/** Parses and binds all files; reports their syntax errors. */
export function readProgram(project: Project, files: readonly ActionFile[], problems: ProblemList): Program {
  const absolute = (file: string): string => join(project.root, file).replaceAll("\\", "/");
  const options = readCompilerOptions(project, problems);
  const own = new Map(files.map((file) => [absolute(file.source.file), file.source]));
  const host = createHost(options, own);
  const program = ts.createProgram({ rootNames: [...own.keys()], options, host });
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
    const tree = program.getSourceFile(absolute(file.source.file));
    if (tree === undefined) throw new Error(`${file.source.file} is not part of the program`);
    return tree;
  };
  const parses = (file: ActionFile): boolean => {
    const diagnostics = program.getSyntacticDiagnostics(treeOf(file));
    for (const { start, length, messageText } of diagnostics) {
      const at = { source: file.source, start, end: start + length };
      problems.report("ACT104", at, ts.flattenDiagnosticMessageText(messageText, " "));
    }
    return diagnostics.length === 0;
  };
  return {
    checker: program.getTypeChecker(),
    files: files.filter(parses),
    treeOf,
    sourceOf,
    isOwn: (tree) => own.has(tree.fileName),
    typeErrorIn: (node) => {
      const all = program.getSemanticDiagnostics(node.getSourceFile());
      const first = all.find(({ start = -1 }) => start >= node.pos && start < node.end);
      return first && ts.flattenDiagnosticMessageText(first.messageText, " ");
    },
    isLibrary: (tree) =>
      program.isSourceFileDefaultLibrary(tree) || /\/node_modules\/@types\/node\//.test(tree.fileName),
  };
}

/** Parsed library files, which are the same for every program of this process. */
const libraries = new Map<string, TypeScript.SourceFile | undefined>();

/** A host that parses the texts as they were read, and every library once. */
function createHost(
  options: TypeScript.CompilerOptions,
  own: ReadonlyMap<string, SourceText>,
): TypeScript.CompilerHost {
  // Comments are read from the text, and binding sets parents: the parser need do neither.
  const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const getSourceFile: TypeScript.CompilerHost["getSourceFile"] = (fileName, languageVersion) => {
    const source = own.get(fileName);
    if (source) return ts.createSourceFile(fileName, source.text, languageVersion);
    if (!/\/node_modules\/(typescript|@types\/node|undici-types)\//.test(fileName)) {
      return host.getSourceFile(fileName, languageVersion);
    }
    const key = `${JSON.stringify(languageVersion)} ${fileName}`;
    if (!libraries.has(key)) libraries.set(key, host.getSourceFile(fileName, languageVersion));
    return libraries.get(key);
  };
  return { ...host, getSourceFile };
}

/** The options of the tsconfig.json beside the actions or above them, else those of a current Node. */
function readCompilerOptions(project: Project, problems: ProblemList): TypeScript.CompilerOptions {
  const forced: TypeScript.CompilerOptions = { noEmit: true, skipLibCheck: true, strict: true, composite: false };
  const file = findConfig(project);
  if (file === undefined) {
    return {
      ...forced,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
    };
  }
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  // Only the options matter: the files are the actions, so none is searched for.
  const host = { ...ts.sys, readDirectory: () => [] };
  const parsed = ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file), forced, file);
  const [first] = [error, ...parsed.errors].filter((problem) => problem !== undefined && !isNoInput(problem.code));
  if (first) {
    const text = ts.sys.readFile(file) ?? "";
    const source = { file: file.slice(project.root.length + 1), text };
    const at =
      first.start === undefined
        ? startOf(source)
        : { source, start: first.start, end: first.start + (first.length ?? 0) };
    problems.report("ACT606", at, ts.flattenDiagnosticMessageText(first.messageText, " ").replace(/\.$/, ""));
  }
  return parsed.options;
}

/** "No inputs were found", in its two forms. */
function isNoInput(code: number): boolean {
  return code === 18002 || code === 18003;
}

function findConfig(project: Project): string | undefined {
  for (let folder = project.actions; ; folder = dirname(folder)) {
    const file = join(project.root, folder, "tsconfig.json").replaceAll("\\", "/");
    if (existsSync(file)) return file;
    if (folder === ".") return undefined;
  }
}
