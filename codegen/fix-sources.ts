import { join } from "node:path";
import { judgeSources } from "./compile.js";
import { fixMaxRounds } from "./model/limits.js";
import { isActionFile, type Project } from "./model/project.js";
import type { SourceText } from "./model/source-text.js";
import { applyEdits, compatibleFixes, type FixScope } from "./report/fix.js";
import { compare, type Problem, ProblemList } from "./report/problems.js";
import { WriteError } from "./write/write-error.js";
import { writeSource } from "./write/write-source.js";

/** A file with fixable problems, and whether they were fixed; `path` is relative to the project's root. */
export type FixedFile =
  | { readonly path: string; readonly status: "fixed"; readonly problems: number }
  | { readonly path: string; readonly status: "kept"; readonly reason: string };

/** Fixes a project's sources, in rounds: fixes that touch others, and problems that others hid, wait for the next round. */
export async function fixSources(project: Project, scope: FixScope): Promise<readonly FixedFile[]> {
  const files = new Map<string, FixedFile>();
  for (let round = 0; round < fixMaxRounds; round++) {
    const all = await fixableProblems(project, scope);
    const problems = all.filter(({ at }) => files.get(at.source.file)?.status !== "kept");
    if (problems.length === 0) break;
    for (const source of new Set(problems.map(({ at }) => at.source))) {
      const mended = problems.filter(({ at }) => at.source === source);
      const before = files.get(source.file);
      const fixed = fixFile(project, source, mended);
      const isMore = before?.status === "fixed" && fixed.status === "fixed";
      files.set(source.file, isMore ? { ...fixed, problems: before.problems + fixed.problems } : fixed);
    }
  }
  return [...files.values()].sort((a, b) => compare(a.path, b.path));
}

async function fixableProblems(project: Project, scope: FixScope): Promise<readonly Problem[]> {
  const problems = new ProblemList();
  await judgeSources(project, problems);
  return problems
    .sorted()
    .filter(({ fix, at }) => fix && (fix.safe || scope === "all") && isActionFile(project, at.source.file));
}

function fixFile(project: Project, { file, text }: SourceText, problems: readonly Problem[]): FixedFile {
  const chosen = compatibleFixes(problems.flatMap(({ fix }) => fix ?? []));
  const after = applyEdits(
    text,
    [...chosen].flatMap((fix) => fix.edits),
  );
  try {
    const folder = join(project.root, project.actions);
    writeSource(folder, { path: file.slice(project.actions.length + 1), before: text, after });
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return { path: file, status: "kept", reason: error.reason };
  }
  return { path: file, status: "fixed", problems: problems.filter(({ fix }) => fix && chosen.has(fix)).length };
}
