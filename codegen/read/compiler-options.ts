import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import type { ProblemList } from "../problems.js";
import type { Project } from "../project.js";
import { startOf } from "../source.js";
import { ts } from "./typescript.js";

/** The options of the tsconfig.json beside the actions or above them, else those of a current Node. */
export function readCompilerOptions(project: Project, problems: ProblemList): TypeScript.CompilerOptions {
  const forced: TypeScript.CompilerOptions = { noEmit: true, skipLibCheck: true, strict: true, composite: false };
  const file = findConfig(project);
  if (file === undefined) {
    return {
      ...forced,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
    };
  }
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  // Only the options matter: the files are the actions, so none is searched for.
  const host = { ...ts.sys, readDirectory: () => [] };
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
  return parsed.options;
}

/** "No inputs were found", in its two forms. */
function isNoInput(code: number): boolean {
  return code === 18002 || code === 18003;
}

function findConfig(project: Project): string | undefined {
  for (let folder = project.actions; ; folder = dirname(folder)) {
    const file = join(project.root, folder, "tsconfig.json").replaceAll("\\", "/");
    if (existsSync(file)) return file;
    if (folder === ".") return undefined;
  }
}
