import { join, resolve } from "node:path";
import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { ts } from "../typescript/typescript.js";

/** The parts of TypeScript that it does not declare; a test holds them against the version that is installed. */
export interface Internals {
  readonly bindSourceFile: (tree: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
  readonly getSetExternalModuleIndicator: (
    options: TypeScript.CompilerOptions,
  ) => (tree: TypeScript.SourceFile) => void;
}

/** Syntax trees, parsed and bound when first asked for, and which file an import means. */
export interface Trees {
  /** The tree of a file by its absolute path; undefined where there is none. */
  readonly get: (fileName: string) => TypeScript.SourceFile | undefined;
  /** The tree of a text that is no file. */
  readonly parse: (fileName: string, text: string) => TypeScript.SourceFile;
  /** The absolute path of the file that a module specifier means, if any. */
  readonly resolve: (specifier: TypeScript.StringLiteralLike) => string | undefined;
  /** What the imports of a file lead to, and its `/// <reference …>`. */
  readonly importsOf: (tree: TypeScript.SourceFile) => readonly ResolvedImport[];
  /** The trees that were asked for so far, without those of the standard library and Node. */
  readonly opened: () => readonly TypeScript.SourceFile[];
  /** The tree of a file if it was asked for before. */
  readonly peek: (fileName: string) => TypeScript.SourceFile | undefined;
  /** A host for a whole program of the same trees. */
  readonly host: TypeScript.CompilerHost;
}

/** Where an import leads. */
export interface ResolvedImport {
  /** The absolute path of the file that it means. */
  readonly fileName?: string;
  /** The files that would have been meant instead, had they been there. */
  readonly absent: readonly string[];
  /** The package.json files that had a say. */
  readonly manifests: readonly string[];
}

/** What TypeScript says of a resolution without declaring it. */
interface Lookups {
  readonly failedLookupLocations?: readonly string[];
  readonly affectingLocations?: readonly string[];
}

type Resolution =
  | TypeScript.ResolvedModuleWithFailedLookupLocations
  | { readonly resolvedModule: TypeScript.ResolvedModuleFull };

/** Parsed library files, which are the same for every program of this process. */
const libraries = new Map<string, TypeScript.SourceFile | undefined>();

/** What the imports of library files mean, which stay as they were parsed. */
const libraryImports = new WeakMap<
  TypeScript.SourceFile,
  readonly TypeScript.ResolvedModuleWithFailedLookupLocations[]
>();

/** Parses the texts as they were read, and everything else from disk. `own` is by absolute path. */
export function createTrees(
  root: string,
  options: TypeScript.CompilerOptions,
  own: ReadonlyMap<string, SourceText>,
): Trees {
  const internals = ts as unknown as Internals;
  // Comments are read from the text, and binding sets parents: the parser need do neither.
  const base = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const resolutions = ts.createModuleResolutionCache(root, (name) => name, options);
  const setExternalModuleIndicator = internals.getSetExternalModuleIndicator(options);
  const optionsKey = parsingKey(options);
  const trees = new Map<string, TypeScript.SourceFile | undefined>();
  const formatOptions = (fileName: string): TypeScript.CreateSourceFileOptions => {
    const packages = resolutions.getPackageJsonInfoCache();
    const format = ts.getImpliedNodeFormatForFile(fileName as TypeScript.Path, packages, base, options);
    return {
      languageVersion: options.target ?? ts.ScriptTarget.ES2023,
      ...(format === undefined ? {} : { impliedNodeFormat: format }),
      setExternalModuleIndicator,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    };
  };
  const parse = (fileName: string): TypeScript.SourceFile | undefined => {
    const text = own.get(fileName)?.text;
    if (text !== undefined) return ts.createSourceFile(fileName, text, formatOptions(fileName));
    if (!isShared(fileName)) return base.getSourceFile(fileName, formatOptions(fileName));
    const key = `${optionsKey} ${fileName}`;
    if (!libraries.has(key)) libraries.set(key, base.getSourceFile(fileName, formatOptions(fileName)));
    return libraries.get(key);
  };
  const parsed = (fileName: string): TypeScript.SourceFile | undefined => {
    if (!trees.has(fileName)) trees.set(fileName, parse(fileName));
    return trees.get(fileName);
  };
  const resolveAnew = (tree: TypeScript.SourceFile, literal: TypeScript.StringLiteralLike): Resolution => {
    const name = literal.text;
    const target = name.startsWith(".") ? join(tree.fileName, "..", name).replaceAll("\\", "/") : "";
    const beside = target.replace(/\.js$/, ".ts");
    // What TypeScript would look for first is there.
    if (target !== beside && own.has(beside)) {
      return {
        resolvedModule: { resolvedFileName: beside, extension: ts.Extension.Ts, isExternalLibraryImport: false },
      };
    }
    const mode = ts.getModeForUsageLocation(tree, literal, options);
    return ts.resolveModuleName(name, tree.fileName, options, base, resolutions, undefined, mode);
  };
  const resolved = new Map<TypeScript.StringLiteralLike, Resolution>();
  const resolveName = (tree: TypeScript.SourceFile, literal: TypeScript.StringLiteralLike): Resolution => {
    const resolution = resolved.get(literal) ?? resolveAnew(tree, literal);
    resolved.set(literal, resolution);
    return resolution;
  };
  const bound = (tree: TypeScript.SourceFile): TypeScript.SourceFile => {
    internals.bindSourceFile(tree, options);
    return tree;
  };
  const imports = new Map<TypeScript.SourceFile, readonly ResolvedImport[]>();
  const resolvedReferences = (tree: TypeScript.SourceFile): readonly ResolvedImport[] => [
    ...tree.referencedFiles.map(({ fileName }) => {
      const path = resolve(tree.fileName, "..", fileName).replaceAll("\\", "/");
      return base.fileExists(path) ? { fileName: path, absent: [], manifests: [] } : { absent: [path], manifests: [] };
    }),
    ...tree.typeReferenceDirectives.map(({ fileName: name }): ResolvedImport => {
      const resolution = ts.resolveTypeReferenceDirective(name, tree.fileName, options, base);
      const { failedLookupLocations = [], affectingLocations = [] } = resolution as Lookups;
      const fileName = resolution.resolvedTypeReferenceDirective?.resolvedFileName;
      const found = { absent: failedLookupLocations, manifests: affectingLocations };
      return fileName === undefined ? found : { ...found, fileName };
    }),
  ];
  const resolvedImport = (tree: TypeScript.SourceFile, literal: TypeScript.StringLiteralLike): ResolvedImport => {
    const resolution = resolveName(tree, literal);
    const { failedLookupLocations = [], affectingLocations = [] } = resolution as Lookups;
    const fileName = resolution.resolvedModule?.resolvedFileName;
    const found = { absent: failedLookupLocations, manifests: affectingLocations };
    return fileName === undefined ? found : { ...found, fileName };
  };
  return {
    get: (fileName) => {
      const tree = parsed(fileName);
      return tree && bound(tree);
    },
    parse: (fileName, text) => bound(ts.createSourceFile(fileName, text, formatOptions(fileName))),
    resolve: (specifier) => resolveName(specifier.getSourceFile(), specifier).resolvedModule?.resolvedFileName,
    importsOf: (tree) => {
      const known = imports.get(tree);
      if (known) return known;
      const found = [
        ...specifiersOf(tree).map((literal) => resolvedImport(tree, literal)),
        ...resolvedReferences(tree),
      ];
      imports.set(tree, found);
      return found;
    },
    opened: () => [...trees.values()].flatMap((tree) => (tree && !isShared(tree.fileName) ? [tree] : [])),
    peek: (fileName) => trees.get(fileName),
    host: {
      ...base,
      getSourceFile: (fileName) => parsed(fileName),
      getModuleResolutionCache: () => resolutions,
      resolveModuleNameLiterals: (literals, _from, _redirected, _options, tree) => {
        const known = libraryImports.get(tree);
        if (known?.length === literals.length) return known;
        const found = literals.map((literal) => resolveName(tree, literal));
        if (isShared(tree.fileName)) libraryImports.set(tree, found);
        return found;
      },
    },
  };
}

/** The module names in a file: of imports, exports, `import(…)` and import types. */
function specifiersOf(tree: TypeScript.SourceFile): readonly TypeScript.StringLiteralLike[] {
  const found: TypeScript.StringLiteralLike[] = [];
  const add = (node: TypeScript.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push(node);
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    if (isDeep) ts.forEachChild(node, visit);
  };
  // Below the top of a file only these are imports.
  const isDeep = /\b(?:import\s*(?:\(|\/[/*])|require\b|declare\s+module\b)/.test(tree.text);
  for (const statement of tree.statements) visit(statement);
  return found;
}

/** The options without the project's own places, which change nothing about how a library parses. */
function parsingKey({
  configFilePath,
  paths,
  pathsBasePath,
  typeRoots,
  ...options
}: TypeScript.CompilerOptions): string {
  return JSON.stringify(options);
}

/** Whether a file belongs to the standard library or Node. */
export function isShared(fileName: string): boolean {
  return /\/node_modules\/(typescript|@types\/node|undici-types)\//.test(fileName);
}
