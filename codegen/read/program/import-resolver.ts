import { join, resolve } from "node:path";
import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { type ResolutionFiles, resolutionFiles } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";

/** The compiler's options and its access to the disk. */
export interface CompilerSetup {
  readonly options: TypeScript.CompilerOptions;
  readonly host: TypeScript.CompilerHost;
  readonly resolutions: TypeScript.ModuleResolutionCache;
}

/** Target of an import, and the files that decided it. */
export interface ResolvedImport extends ResolutionFiles {
  /** The absolute path of the imported file; undefined where none was found. */
  readonly fileName?: string;
}

/** Result of resolving one module specifier. */
export type Resolution =
  | TypeScript.ResolvedModuleWithFailedLookupLocations
  | { readonly resolvedModule: TypeScript.ResolvedModuleFull };

/** Finds the files that imports and references mean; each is looked up once. */
export class ImportResolver {
  readonly #setup: CompilerSetup;
  readonly #sources: ReadonlyMap<string, SourceText>;
  readonly #resolutions = new Map<TypeScript.StringLiteralLike, Resolution>();
  readonly #imports = new Map<TypeScript.SourceFile, readonly ResolvedImport[]>();

  /** `sources` are the project's own texts, by absolute path. */
  constructor(setup: CompilerSetup, sources: ReadonlyMap<string, SourceText>) {
    this.#setup = setup;
    this.#sources = sources;
  }

  /** Resolves a module specifier of a file. */
  resolve(tree: TypeScript.SourceFile, specifier: TypeScript.StringLiteralLike): Resolution {
    const resolution = this.#resolutions.get(specifier) ?? this.#lookUp(tree, specifier);
    this.#resolutions.set(specifier, resolution);
    return resolution;
  }

  /** Resolves all imports of a file, and then its `/// <reference …>`. */
  importsOf(tree: TypeScript.SourceFile): readonly ResolvedImport[] {
    const known = this.#imports.get(tree);
    if (known) return known;
    const modules = specifiersOf(tree).map((specifier) => {
      const resolution = this.resolve(tree, specifier);
      return resolvedImport(resolution, resolution.resolvedModule?.resolvedFileName);
    });
    const imports = [...modules, ...this.#referencesOf(tree)];
    this.#imports.set(tree, imports);
    return imports;
  }

  /** Lets go of all trees. */
  clear(): void {
    this.#resolutions.clear();
    this.#imports.clear();
  }

  #lookUp(tree: TypeScript.SourceFile, specifier: TypeScript.StringLiteralLike): Resolution {
    const { options, host, resolutions } = this.#setup;
    const name = specifier.text;
    const target = name.startsWith(".") ? join(tree.fileName, "..", name).replaceAll("\\", "/") : "";
    const beside = target.replace(/\.js$/, ".ts");
    // TypeScript would look for this file first, and it is there.
    if (target !== beside && this.#sources.has(beside)) {
      return {
        resolvedModule: { resolvedFileName: beside, extension: ts.Extension.Ts, isExternalLibraryImport: false },
      };
    }
    const mode = ts.getModeForUsageLocation(tree, specifier, options);
    return ts.resolveModuleName(name, tree.fileName, options, host, resolutions, undefined, mode);
  }

  #referencesOf(tree: TypeScript.SourceFile): readonly ResolvedImport[] {
    const { options, host } = this.#setup;
    return [
      ...tree.referencedFiles.map(({ fileName }): ResolvedImport => {
        const path = resolve(tree.fileName, "..", fileName).replaceAll("\\", "/");
        return host.fileExists(path)
          ? { fileName: path, absent: [], manifests: [] }
          : { absent: [path], manifests: [] };
      }),
      ...tree.typeReferenceDirectives.map(({ fileName: name }): ResolvedImport => {
        const resolution = ts.resolveTypeReferenceDirective(name, tree.fileName, options, host);
        return resolvedImport(resolution, resolution.resolvedTypeReferenceDirective?.resolvedFileName);
      }),
    ];
  }
}

function resolvedImport(resolution: object, fileName: string | undefined): ResolvedImport {
  const files = resolutionFiles(resolution);
  return fileName === undefined ? files : { ...files, fileName };
}

/** The module specifiers in a file: of imports, exports, `import(…)` and import types. */
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
