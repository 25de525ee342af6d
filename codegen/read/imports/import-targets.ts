import { realpathSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import type TypeScript from "typescript";
import { sdkPackage } from "../../model/action-file.js";
import { isDeclarationFile } from "../../model/declaration-file.js";
import type { ResolvedFile } from "../../model/import-use.js";
import type { Project } from "../../model/project.js";
import type { Program } from "../program/read-program.js";
import { nearestManifest, runtimeEntryOf } from "./package-manifest.js";

/** Files that imports of values mean, also those that lie outside of the actions folder. */
export class ImportTargets {
  readonly #root: string;
  readonly #workspace: string;
  readonly #program: Program;
  /** Manifests and entries of packages that were looked at, by absolute path. */
  readonly #inputs = new Set<string>();

  constructor({ root, workspace = root }: Project, program: Program) {
    this.#root = root;
    this.#workspace = realPathOf(workspace);
    this.#program = program;
  }

  /** Absolute paths of the files that decided results, besides those of TypeScript's resolution. */
  get inputs(): readonly string[] {
    return [...this.#inputs];
  }

  /** Returns the file of an import; undefined where its name, or the names of the actions, tell it. */
  readonly resolve = (specifier: TypeScript.StringLiteralLike): ResolvedFile | undefined => {
    const { text } = specifier;
    const isRelative = text.startsWith(".");
    if (text === sdkPackage || text.startsWith("node:") || builtinModules.includes(text) || isAddress(text)) {
      return undefined;
    }
    const resolution = this.#program.resolve(specifier);
    const found = resolution?.path;
    if (isRelative) {
      // The names of the actions tell which of them another one means.
      const isBetweenActions = resolution?.isOwn === true && this.#program.isOwn(specifier.getSourceFile());
      return found === undefined || isBetweenActions ? undefined : { path: this.#pathOf(found) };
    }
    const alias =
      text.startsWith("#") || this.#program.aliases.some((pattern) => fits(pattern, text))
        ? { isAlias: true as const }
        : {};
    if (found === undefined) return "isAlias" in alias ? alias : undefined;
    const path = "isAlias" in alias || !isSource(found) ? found : this.#entryOf(found, text);
    if (path === undefined) return undefined;
    const isEsm = this.#isEsm(found);
    // The name of a package that Node loads tells all the rest.
    const isPlain = !("isAlias" in alias) && !isSource(path) && this.#isOfPackage(path, packageNameOf(text));
    return { ...alias, ...(isPlain ? {} : { path: this.#pathOf(path) }), ...(isEsm === undefined ? {} : { isEsm }) };
  };

  /** Returns the syntax tree of a file by its path from the project's root; undefined where it is gone. */
  open(path: string): TypeScript.SourceFile | undefined {
    return this.#program.open(resolve(this.#root, path).replaceAll("\\", "/"));
  }

  /** Returns the file that Node loads for a package whose types are read from a source; undefined for JavaScript. */
  #entryOf(source: string, specifier: string): string | undefined {
    const manifest = nearestManifest(source);
    if (manifest === undefined) return source;
    this.#inputs.add(manifest.path);
    const name = packageNameOf(specifier);
    if (manifest.content.name !== name) return source;
    const entry = runtimeEntryOf(manifest, specifier.slice(name.length));
    if (entry === undefined || /\.[mc]?tsx?$/.test(entry)) return entry ?? source;
    this.#inputs.add(entry);
    return undefined;
  }

  /** Tells whether a file belongs to the package of that name, and not to the project, whose `baseUrl` leads to files, too. */
  #isOfPackage(path: string, name: string): boolean {
    if (isInPackages(path)) return true;
    const manifest = nearestManifest(path);
    if (manifest) this.#inputs.add(manifest.path);
    return manifest?.content.name === name && manifest.path !== join(this.#root, "package.json");
  }

  #isEsm(path: string): boolean | undefined {
    if (/\.[mc][jt]s$/.test(path)) return /\.m[jt]s$/.test(path);
    if (!isInPackages(path) && !isDeclarationFile(path)) return undefined;
    const manifest = nearestManifest(path);
    if (manifest) this.#inputs.add(manifest.path);
    return manifest?.content.type === "module";
  }

  /** Returns the path from the root; of a link that leaves the workspace, the path of what it leads to. */
  #pathOf(file: string): string {
    const real = realPathOf(file);
    const isInside = real === file || !relative(this.#workspace, real).startsWith("..");
    return relative(this.#root, isInside ? file : real).replaceAll("\\", "/");
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path; // It has gone since it was found.
  }
}

/** Returns the package of a specifier: `@scope/name` of `@scope/name/part.js`. */
export function packageNameOf(specifier: string): string {
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}

function isAddress(specifier: string): boolean {
  return specifier.startsWith("/") || specifier.includes("://");
}

function isInPackages(path: string): boolean {
  return dirname(path).split("/").includes("node_modules");
}

function isSource(path: string): boolean {
  return /\.[mc]?tsx?$/.test(path) && !isDeclarationFile(path);
}

/** Tells whether a pattern of `paths` names a specifier. */
function fits(pattern: string, specifier: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === specifier;
  // `*` alone names every package, and is there for `baseUrl`.
  if (pattern === "*") return false;
  return specifier.length >= pattern.length - 1 && specifier.startsWith(before) && specifier.endsWith(after);
}
