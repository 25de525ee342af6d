import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import type { FolderListing } from "../../cache/folder-listing.js";
import { isModuleText } from "../../model/declaration-file.js";
import { leftOutMaxFiles, sourceFileMaxBytes } from "../../model/limits.js";
import type { Project } from "../../model/project.js";
import type { Problem } from "../../report/problems.js";
import type { Configuration } from "./compiler-options.js";
import { IncludedDeclarations } from "./included-declarations.js";

/** Declaration files of a project that are no part of its program, because tsconfig.json does not name them. */
export class LeftOutDeclarations {
  readonly #project: Project;
  readonly #configuration: Configuration;
  readonly #search: IncludedDeclarations;
  /** The files that were searched; none before the first question. */
  #searched: readonly string[] = [];
  /** The files by the names that they declare for all others. */
  #files: ReadonlyMap<string, string> | undefined;

  constructor(project: Project, configuration: Configuration) {
    this.#project = project;
    this.#configuration = configuration;
    this.#search = new IncludedDeclarations(project);
  }

  /** Returns the files and folders that decided the answers so far. */
  inputs(): { readonly files: readonly string[]; readonly listings: readonly FolderListing[] } {
    return { files: this.#searched, listings: this.#search.listings };
  }

  /**
   * Returns a problem with the hint how to have the file read that declares the missing type for all others, if there is one. Asked in
   * each run: what is left out decides no reading.
   */
  withHint(problem: Problem): Problem {
    if (problem.code !== "ACT305") return problem;
    const [, name = ""] = missingType.exec(problem.message) ?? [];
    const hint = this.#hintFor(name);
    return hint === undefined ? problem : { ...problem, hint };
  }

  #hintFor(name: string): string | undefined {
    this.#files ??= this.#filesByName();
    const path = this.#files.get(name);
    if (path === undefined) return undefined;
    const file = relative(this.#project.root, path).replaceAll("\\", "/");
    return this.#configuration.files.length > 0
      ? `\`${file}\` declares it, which tsconfig.json leaves out: name that file in \`include\` or \`files\` there.`
      : `\`${file}\` declares it, which no tsconfig.json includes: add one, or move the file below the actions.`;
  }

  #filesByName(): ReadonlyMap<string, string> {
    const included = new Set(this.#configuration.declarations);
    const left = this.#search.everywhere().filter((path) => !included.has(path));
    this.#searched = left.slice(0, leftOutMaxFiles);
    const found = this.#searched.flatMap((path) => {
      const text = textOf(path);
      const isForAll = !isModuleText(text) || /\bdeclare\s+global\b/.test(text);
      return isForAll ? [...text.matchAll(declarations)].map(([, name = ""]) => [name, path] as const) : [];
    });
    // Of several files, the first.
    return new Map(found.reverse());
  }
}

/** The first name of the type in the words of ACT305. */
const missingType = /the type `([\p{L}$_][\p{L}\p{N}$_]*)/u;

const declarations = /\b(?:interface|type|enum|class|namespace)\s+([\p{L}$_][\p{L}\p{N}$_]*)/gu;

function textOf(path: string): string {
  try {
    return statSync(path).size > sourceFileMaxBytes ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
