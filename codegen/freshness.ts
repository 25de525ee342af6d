import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject } from "../runtime/contract/json.js";
import { fingerprint } from "./cache/fingerprint.js";
import type { Project } from "./model/project.js";
import { readFiles } from "./read/project/read-files.js";
import { readProject } from "./read/project/read-project.js";
import { ProblemList } from "./report/problems.js";

/** State of a project's generated files: as new as the sources, older, or missing. */
export type Freshness = "fresh" | "stale" | "unbuilt";

/** Returns the state of the generated files of the project in a working directory. */
export function currentFreshness(options: { readonly cwd?: string } = {}): Freshness {
  return freshnessOf(readProject(options.cwd ?? process.cwd(), {}, new ProblemList()));
}

function filesElsewhere(built: unknown): readonly string[] {
  const files = isJsonObject(built) ? built.elsewhere : undefined;
  return Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
}

/** Compares the sources with the fingerprint in the build. Loads no TypeScript. */
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
    filesElsewhere(built),
  );
  const isSame = typeof built === "object" && built !== null && "fingerprint" in built && built.fingerprint === now;
  return isSame && !problems.hasErrors ? "fresh" : "stale";
}
