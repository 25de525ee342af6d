import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import type { Project } from "../../model/project.js";
import { startOf } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { ts } from "../typescript/typescript.js";

/** The compiler's options, and the files that they come from. */
export interface Configuration {
  readonly options: TypeScript.CompilerOptions;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of files that would have been read instead, had they been there. */
  readonly absent: readonly string[];
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

/** Reads the options of the tsconfig.json beside the actions or above them; without one those of a current Node. */
export function readConfiguration(project: Project, problems: ProblemList): Configuration {
  const candidates = configCandidates(project);
  const file = candidates.find((path) => existsSync(path));
  if (file === undefined) return { options: defaults, files: [], absent: candidates };
  const files = new Set<string>();
  const missing = new Set<string>();
  const readFile = (path: string): string | undefined => {
    files.add(path);
    return ts.sys.readFile(path);
  };
  const { config, error } = ts.readConfigFile(file, readFile);
  // Only the options are needed: the files are the actions, so none is searched for.
  const fileExists = (path: string): boolean => {
    const exists = ts.sys.fileExists(path);
    if (!exists) missing.add(path);
    return exists;
  };
  const host = { ...ts.sys, fileExists, readFile, readDirectory: () => [] };
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
  const nearer = candidates.slice(0, candidates.indexOf(file));
  return { options: parsed.options, files: [...files], absent: [...nearer, ...missing] };
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
