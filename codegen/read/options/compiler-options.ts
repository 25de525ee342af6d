import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import type { FolderListing } from "../../cache/folder-listing.js";
import { isDeclarationFile } from "../../model/declaration-file.js";
import type { Project } from "../../model/project.js";
import { startOf } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { ts } from "../typescript/typescript.js";
import { IncludedDeclarations } from "./included-declarations.js";
import { newerOption, optionMessage } from "./newer-options.js";

/** The compiler's options, and the files that they come from. */
export interface Configuration {
  readonly options: TypeScript.CompilerOptions;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of files that would have been read instead, had they been there. */
  readonly absent: readonly string[];
  /** Absolute paths of the declaration files that are part of the program without an import. */
  readonly declarations: readonly string[];
  /** Folders outside of the actions in which such files were looked for. */
  readonly listings: readonly FolderListing[];
}

/** Options that no tsconfig.json can change. */
const forced: TypeScript.CompilerOptions = { noEmit: true, skipLibCheck: true, strict: true, composite: false };

/** Options of a current Node. */
const defaults: TypeScript.CompilerOptions = {
  ...forced,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
};

/**
 * Reads the options of the tsconfig.json beside the actions or above them, and finds the declaration files that it
 * includes; without one the options are those of a current Node.
 */
export function readConfiguration(project: Project, problems: ProblemList): Configuration {
  const included = new IncludedDeclarations(project);
  const candidates = configCandidates(project);
  const file = candidates.find((path) => existsSync(path));
  if (file === undefined) {
    return { options: defaults, files: [], absent: candidates, declarations: included.belowActions(), listings: [] };
  }
  const files = new Set<string>();
  const missing = new Set<string>();
  const readFile = (path: string): string | undefined => {
    files.add(path);
    return ts.sys.readFile(path);
  };
  const fileExists = (path: string): boolean => {
    const exists = ts.sys.fileExists(path);
    if (!exists) missing.add(path);
    return exists;
  };
  // The sources are the actions: of all other files only declarations are searched for.
  const host = { ...ts.sys, fileExists, readFile, readDirectory: included.readDirectory };
  const source = ts.readJsonConfigFile(file, readFile);
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, host, dirname(file), forced, file);
  const { parseDiagnostics } = source as unknown as { readonly parseDiagnostics: readonly TypeScript.Diagnostic[] };
  const diagnostics = new Set([...parseDiagnostics, ...parsed.errors]);
  const newer = [...diagnostics].map((each) => reportOption(each, { project, problems, file }));
  const declared = parsed.fileNames.filter((path) => isDeclarationFile(path) && !isGenerated(path, project));
  const nearer = candidates.slice(0, candidates.indexOf(file));
  return {
    options: withNewer(parsed.options, newer),
    files: [...files],
    absent: [...nearer, ...missing],
    declarations: [...new Set([...included.belowActions(), ...declared])],
    listings: included.listings,
  };
}

/** Reports a message of the compiler about its options; returns those that stand in for one that is newer than it. */
function reportOption(
  diagnostic: TypeScript.Diagnostic,
  { project, problems, file }: { readonly project: Project; readonly problems: ProblemList; readonly file: string },
): TypeScript.CompilerOptions {
  if (isNoInput(diagnostic.code)) return {};
  const path = diagnostic.file?.fileName ?? file;
  const text = diagnostic.file?.text ?? ts.sys.readFile(path) ?? "";
  const source = { file: path.startsWith(`${project.root}/`) ? path.slice(project.root.length + 1) : path, text };
  const { start, length = 0 } = diagnostic;
  const at = start === undefined ? startOf(source) : { source, start, end: start + length };
  const newer = newerOption(diagnostic);
  if (newer === undefined) {
    problems.report("ACT606", at, optionMessage(diagnostic));
    return {};
  }
  problems.report("ACT610", at, newer.text, ts.version, newer.known ?? "");
  return newer.options;
}

/** Adds to the options those that stand in for newer ones, unless a file nearer to the actions sets them, too. */
function withNewer(
  options: TypeScript.CompilerOptions,
  newer: readonly TypeScript.CompilerOptions[],
): TypeScript.CompilerOptions {
  const libraries = newer.flatMap(({ lib }) => lib ?? []);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const merged: TypeScript.CompilerOptions = Object.assign({}, ...newer, given);
  return libraries.length === 0 ? merged : { ...merged, lib: [...new Set([...(options.lib ?? []), ...libraries])] };
}

/** Returns whether a file is written by codegen. */
function isGenerated(path: string, { root, out }: Project): boolean {
  return path.startsWith(`${join(root, out).replaceAll("\\", "/")}/`);
}

/** Returns whether a diagnostic says "No inputs were found", in either of its forms. */
function isNoInput(code: number): boolean {
  return code === 18002 || code === 18003;
}

/** The paths at which a tsconfig.json is looked for, nearest to the actions first. */
function configCandidates(project: Project): readonly string[] {
  const candidates: string[] = [];
  for (let folder = project.actions; ; folder = dirname(folder)) {
    candidates.push(join(project.root, folder, "tsconfig.json").replaceAll("\\", "/"));
    if (folder === ".") return candidates;
  }
}
