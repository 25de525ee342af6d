import type TypeScript from "typescript";
import { ts } from "./typescript.js";

// Parts of TypeScript that it does not declare. The test of the resolvers holds them against the installed version.

/** A node with the properties that binding gives it. */
export type BoundNode = TypeScript.Node & {
  readonly symbol?: TypeScript.Symbol;
  readonly locals?: TypeScript.SymbolTable;
};

/** Finds a name in one table of symbols. */
export type SymbolLookup = (
  symbols: TypeScript.SymbolTable,
  name: TypeScript.__String,
  meaning: TypeScript.SymbolFlags,
) => TypeScript.Symbol | undefined;

/** Finds the symbol that a name has at a location, in the scopes around it and among the globals. */
export type NameResolver = (
  location: TypeScript.Node,
  name: TypeScript.__String,
  meaning: TypeScript.SymbolFlags,
  message: undefined,
  isUse: false,
) => TypeScript.Symbol | undefined;

interface Internals {
  readonly createNameResolver: (host: {
    readonly compilerOptions: TypeScript.CompilerOptions;
    readonly globals: TypeScript.SymbolTable;
    readonly getSymbolOfDeclaration: (node: TypeScript.Declaration) => TypeScript.Symbol | undefined;
    readonly lookup: SymbolLookup;
    readonly error: () => undefined;
  }) => NameResolver;
  readonly bindSourceFile: (tree: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
  readonly matchFiles: (
    path: string,
    extensions: readonly string[],
    excludes: readonly string[] | undefined,
    includes: readonly string[] | undefined,
    useCaseSensitiveFileNames: boolean,
    currentDirectory: string,
    depth: number | undefined,
    getFileSystemEntries: (path: string) => Record<"files" | "directories", readonly string[]>,
    realpath: (path: string) => string,
  ) => string[];
  readonly getSetExternalModuleIndicator: (
    options: TypeScript.CompilerOptions,
  ) => (tree: TypeScript.SourceFile) => void;
}

/** Functions that TypeScript exports without declaring them. */
export const internals: Internals = ts as unknown as Internals;

/** Files that decided a resolution, besides the file that it found. Absolute paths. */
export interface ResolutionFiles {
  /** The files that would have been found instead, had they been there. */
  readonly absent: readonly string[];
  /** The package.json files that were read. */
  readonly manifests: readonly string[];
}

/** Returns the files that decided the resolution of a module or of a `/// <reference types>`. */
export function resolutionFiles(resolution: object): ResolutionFiles {
  const { failedLookupLocations = [], affectingLocations = [] } = resolution as {
    readonly failedLookupLocations?: readonly string[];
    readonly affectingLocations?: readonly string[];
  };
  return { absent: failedLookupLocations, manifests: affectingLocations };
}

/** A tree with the syntax errors that parsing has found. */
type ParsedTree = TypeScript.SourceFile & { readonly parseDiagnostics: TypeScript.DiagnosticWithLocation[] };

/** Returns the syntax errors of a file. */
export function syntaxErrorsOf(tree: TypeScript.SourceFile): readonly TypeScript.DiagnosticWithLocation[] {
  return (tree as ParsedTree).parseDiagnostics;
}

/** Adds a syntax error of one character. */
export function addSyntaxError(tree: TypeScript.SourceFile, start: number, message: string): void {
  const error = { file: tree, start, length: 1, category: ts.DiagnosticCategory.Error, code: 0, messageText: message };
  (tree as ParsedTree).parseDiagnostics.push(error);
}
