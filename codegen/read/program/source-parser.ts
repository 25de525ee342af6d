import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { internals } from "../typescript/internals.js";
import { parseShallow } from "../typescript/shallow-tree.js";
import { ts } from "../typescript/typescript.js";
import type { CompilerSetup } from "./import-resolver.js";

/**
 * Parsed platform files, which are the same for every program of this process; by the options that parsing depends on.
 */
const platformTrees = new Map<string, TypeScript.SourceFile | undefined>();

/** Parses the project's own texts as they were read, and all other files from disk. */
export class SourceParser {
  readonly #setup: CompilerSetup;
  readonly #sources: ReadonlyMap<string, SourceText>;
  readonly #optionsKey: string;
  readonly #setExternalModuleIndicator: (tree: TypeScript.SourceFile) => void;

  /** `sources` are the project's own texts, by absolute path. */
  constructor(setup: CompilerSetup, sources: ReadonlyMap<string, SourceText>) {
    this.#setup = setup;
    this.#sources = sources;
    this.#optionsKey = parsingKey(setup.options);
    this.#setExternalModuleIndicator = internals.getSetExternalModuleIndicator(setup.options);
  }

  /** Parses a file by its absolute path; undefined where there is none. */
  parseFile(fileName: string): TypeScript.SourceFile | undefined {
    const text = this.#sources.get(fileName)?.text;
    if (text !== undefined) return this.parseText(fileName, text);
    if (!isPlatformFile(fileName)) return this.#parseFromDisk(fileName);
    const key = `${this.#optionsKey} ${fileName}`;
    if (!platformTrees.has(key)) platformTrees.set(key, this.#parseFromDisk(fileName));
    return platformTrees.get(key);
  }

  /** Parses a text as if it were the file of that name. */
  parseText(fileName: string, text: string): TypeScript.SourceFile {
    const format = this.#formatOf(fileName);
    return parseShallow(text, (part) => ts.createSourceFile(fileName, part, format));
  }

  #parseFromDisk(fileName: string): TypeScript.SourceFile | undefined {
    if (!isDeclarationFile(fileName)) {
      const text = this.#setup.host.readFile(fileName);
      return text === undefined ? undefined : this.parseText(fileName, text);
    }
    return this.#setup.host.getSourceFile(fileName, this.#formatOf(fileName));
  }

  #formatOf(fileName: string): TypeScript.CreateSourceFileOptions {
    const { options, host, resolutions } = this.#setup;
    const packages = resolutions.getPackageJsonInfoCache();
    const format = ts.getImpliedNodeFormatForFile(fileName as TypeScript.Path, packages, host, options);
    return {
      languageVersion: options.target ?? ts.ScriptTarget.ES2023,
      ...(format === undefined ? {} : { impliedNodeFormat: format }),
      setExternalModuleIndicator: this.#setExternalModuleIndicator,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    };
  }
}

/** The options that parsing depends on: without the project's own paths, which differ between projects. */
function parsingKey({
  configFilePath,
  paths,
  pathsBasePath,
  typeRoots,
  ...options
}: TypeScript.CompilerOptions): string {
  return JSON.stringify(options);
}

/** Returns whether a file only declares what another, or a package, contains. */
function isDeclarationFile(fileName: string): boolean {
  return /\.d\.(?:[cm]?ts|[^./]+\.ts)$/.test(fileName);
}

/** Returns whether a file is part of the platform, which is the standard library and Node. */
export function isPlatformFile(fileName: string): boolean {
  return /\/node_modules\/(typescript|@types\/node|undici-types)\//.test(fileName);
}
