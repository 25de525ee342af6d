import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./cache/fingerprint.js";
import type { Project } from "./model/project.js";
import { readFiles } from "./read/project/read-files.js";
import { readProject } from "./read/project/read-project.js";
import { ProblemList } from "./report/problems.js";

/** How a project's generated files stand to its sources. */
export type Freshness = "fresh" | "stale" | "unbuilt";

/** How the generated files of a working directory's project stand to its sources. */
export function currentFreshness(options: { readonly cwd?: string } = {}): Freshness {
  return freshnessOf(readProject(options.cwd ?? process.cwd(), {}, new ProblemList()));
}

/** Compares the sources with what the build says it was made from. Loads no TypeScript. */
export function freshnessOf(project: Project): Freshness {
  let built: unknown;
  try {
    built = JSON.parse(readFileSync(join(project.root, project.out, "build/sources.json"), "utf8"));
  } catch {
    return "unbuilt";
  }
  const problems = new ProblemList();
  const now = fingerprint(
    project,
    readFiles(project, problems).map((file) => file.source),
  );
  const isSame = typeof built === "object" && built !== null && "fingerprint" in built && built.fingerprint === now;
  return isSame && !problems.hasErrors ? "fresh" : "stale";
}
