import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { compare } from "../../report/problems.js";
import { augmentsModules } from "./augmentations.js";
import { declaredNames, type PackageSummary } from "./package-summary.js";
import { isPlatformFile } from "./source-parser.js";
import type { SyntaxTrees } from "./syntax-trees.js";

/** Means of a scan. */
export interface ScanSettings {
  readonly trees: SyntaxTrees;
  /** Returns the facts about a package, by its folder. */
  readonly summaryOf: (folder: string) => PackageSummary;
  /** Returns whether a file is one of the project's actions: it is none of a package, wherever the project lies. */
  readonly isOwn: (path: string) => boolean;
  /** Absolute paths of files that every program has, such as those of packages of types. */
  readonly automatic: readonly string[];
}

/**
 * Files that a program may contain: those outside of packages by their imports, and the packages that these lead to as
 * a whole, unparsed. Large packages have hundreds of files with millions of lines, of which an action uses one type.
 */
export class PackageScan {
  readonly #settings: ScanSettings;
  /** Files outside of packages. */
  readonly #files = new Map<string, TypeScript.SourceFile | undefined>();
  readonly #packages = new Map<string, PackageSummary>();
  readonly #absent = new Set<string>();
  readonly #added = new Set<string>();

  constructor(settings: ScanSettings) {
    this.#settings = settings;
    for (const path of settings.automatic) this.#addFile(path);
  }

  /** Adds files, with all that imports lead to. */
  follow(start: readonly TypeScript.SourceFile[]): void {
    const { trees, isOwn } = this.#settings;
    const queue = start.filter((tree) => !this.#files.has(tree.fileName));
    for (let tree = queue.pop(); tree !== undefined; tree = queue.pop()) {
      this.#files.set(tree.fileName, tree);
      if (augmentsModules(tree.text)) this.#addNames(declaredNames(tree.text));
      for (const { fileName } of trees.importsOf(tree)) {
        if (fileName === undefined || isPlatformFile(fileName) || this.#files.has(fileName)) continue;
        if (!isOwn(fileName) && packageFolderOf(fileName) !== undefined) {
          this.#addFile(fileName);
          continue;
        }
        this.#files.set(fileName, undefined);
        const target = trees.get(fileName);
        if (target) queue.push(target);
      }
    }
  }

  /** Adds packages, by their folders, with those that they lead to. */
  addPackages(folders: readonly string[]): void {
    const queue = [...folders];
    for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
      if (this.#packages.has(folder) || isPlatformFile(`${folder}/`)) continue;
      const summary = this.#settings.summaryOf(folder);
      this.#packages.set(folder, summary);
      this.#addNames(summary.added);
      for (const path of summary.beyond) queue.push(...[packageFolderOf(path)].filter((each) => each !== undefined));
      for (const base of summary.folders) {
        for (const name of summary.packages) queue.push(...this.#find(name, base));
      }
    }
  }

  /** Adds names that other files declare for all. */
  addNamesIn(text: string): void {
    this.#addNames(declaredNames(text));
  }

  /** Returns whether a file declares something of that name that may add to declarations of others. */
  mayAdd(name: string): boolean {
    return this.#added.has(name);
  }

  /** Folders of the packages, sorted. */
  get packages(): readonly string[] {
    return [...this.#packages.keys()].sort(compare);
  }

  /** Missing folders in which packages would be found instead, sorted. */
  get absent(): readonly string[] {
    return [...this.#absent].sort(compare);
  }

  /** Files of the packages that declare something for all others. */
  get ambient(): readonly string[] {
    return [...this.#packages.values()].flatMap(({ ambient }) => ambient);
  }

  /** Returns whether a file is one of those that imports lead to, or lies in one of the packages. */
  covers(path: string): boolean {
    const folder = this.#settings.isOwn(path) ? undefined : packageFolderOf(path);
    return folder === undefined ? this.#files.has(path) : this.#packages.has(folder);
  }

  #addNames(names: readonly string[]): void {
    for (const name of names) this.#added.add(name);
  }

  #addFile(path: string): void {
    const folder = packageFolderOf(path);
    if (folder !== undefined) this.addPackages([folder]);
  }

  /** The folders of a package that a file in `base` names, and of its types. */
  #find(name: string, base: string): readonly string[] {
    const types = `@types/${name.replace(/^@([^/]+)\//, "$1__")}`;
    return [name, types].flatMap((each) => {
      for (let folder = base; ; folder = dirname(folder)) {
        const found = this.#packageIn(folder, each);
        if (found !== undefined) return [found];
        if (folder === dirname(folder)) return [];
      }
    });
  }

  #packageIn(folder: string, name: string): string | undefined {
    if (folder.endsWith("/node_modules")) return undefined;
    const packages = join(folder, "node_modules");
    if (!existsSync(packages)) {
      this.#absent.add(packages);
      return undefined;
    }
    const found = join(packages, name);
    if (existsSync(found)) return realpathSync(found);
    this.#absent.add(found);
    return undefined;
  }
}

/** Returns the folder of the package that a file lies in; undefined where it lies in none. */
export function packageFolderOf(path: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*(?=\/)/.exec(path)?.[0];
}
