import { join } from "node:path";
import type TypeScript from "typescript";
import { type FolderEntries, type FolderListing, namesOf, readEntries } from "../../cache/folder-listing.js";
import type { Project } from "../../model/project.js";
import { internals } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";

const extensions = [".d.ts", ".d.mts", ".d.cts"] as const;

/**
 * Finds declaration files as the compiler finds a project's files, and no others. Looks at each folder once; files that
 * codegen writes are left out.
 */
export class IncludedDeclarations {
  readonly #project: Project;
  readonly #actions: string;
  readonly #out: string;
  readonly #entries = new Map<string, FolderEntries>();
  readonly #realPaths = new Map<string, string>();

  constructor(project: Project) {
    this.#project = project;
    this.#actions = absolutePath(project, project.actions);
    this.#out = absolutePath(project, project.out);
  }

  /** Folders outside of the actions that were looked at: another file there may be one of these. */
  get listings(): readonly FolderListing[] {
    const isOutside = (path: string): boolean => path !== this.#actions && !path.startsWith(`${this.#actions}/`);
    return [...this.#entries].flatMap(([path, entries]) =>
      isOutside(path) ? [[path, namesOf(entries)] as const] : [],
    );
  }

  /** Returns the declaration files below the actions folder, sorted. */
  belowActions(): readonly string[] {
    return this.#match(this.#actions, {}).sort();
  }

  /** Returns the declaration files of the whole project, sorted. */
  everywhere(): readonly string[] {
    return this.#match(this.#project.root.replaceAll("\\", "/"), {}).sort();
  }

  /** Finds the declaration files that `include` and `exclude` of a tsconfig.json name, as `ts.sys.readDirectory` does. */
  readonly readDirectory: TypeScript.ParseConfigHost["readDirectory"] = (
    path,
    _extensions,
    excludes,
    includes,
    depth,
  ) => this.#match(path, { excludes, includes, depth });

  #match(
    path: string,
    {
      excludes,
      includes,
      depth,
    }: {
      readonly excludes?: readonly string[] | undefined;
      readonly includes?: readonly string[] | undefined;
      readonly depth?: number | undefined;
    },
  ): string[] {
    return internals.matchFiles(
      path,
      extensions,
      excludes,
      includes,
      ts.sys.useCaseSensitiveFileNames,
      this.#project.root,
      depth,
      (folder) => this.#entriesOf(folder.replace(/\/$/, "")),
      (each) => this.#realPathOf(each),
    );
  }

  #realPathOf(path: string): string {
    const known = this.#realPaths.get(path) ?? ts.sys.realpath?.(path) ?? path;
    this.#realPaths.set(path, known);
    return known;
  }

  #entriesOf(folder: string): FolderEntries {
    const known = this.#entries.get(folder) ?? readEntries(folder, this.#out);
    this.#entries.set(folder, known);
    return known;
  }
}

function absolutePath(project: Project, path: string): string {
  return join(project.root, path).replaceAll("\\", "/");
}
