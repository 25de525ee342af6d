import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freshnessOf } from "../../../codegen/freshness.js";
import type { Project } from "../../../codegen/model/project.js";
import { readProject } from "../../../codegen/read/project/read-project.js";
import { ProblemList } from "../../../codegen/report/problems.js";
import { WriteError } from "../../../codegen/write/write-error.js";
import { finishJournal } from "../../../codegen/write/write-generation.js";
import { codegenCommand } from "../../../runtime/contract/command.js";
import type { Manifest } from "../../../runtime/contract/manifest.js";

/** Reason why a command cannot run, in one sentence with what to do. */
export class CommandFault extends Error {}

/** Returns the project of the working directory, after finishing an interrupted run of codegen. */
export async function currentProject(): Promise<Project> {
  const problems = new ProblemList();
  const project = readProject(process.cwd(), {}, problems);
  const [first] = problems.sorted();
  if (first) throw new CommandFault(`${first.message} ${first.hint}`);
  try {
    const recovery = await finishJournal(join(project.root, project.out));
    if (recovery.kind === "discarded") process.stderr.write(`note: ${recovery.reason}; it is cleared.\n`);
  } catch (error) {
    if (error instanceof WriteError) throw new CommandFault(error.message);
    throw error;
  }
  return project;
}

/** Reads the manifest; warns on stderr when it is older than the sources. */
export function readManifest(project: Project): Manifest {
  const path = `${project.out}/manifest.json`;
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(join(project.root, path), "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CommandFault(
      `${path} ${isMissing ? "does not exist yet" : "cannot be read"}. Run \`${codegenCommand}\`.`,
    );
  }
  if (freshnessOf(project) === "stale") {
    process.stderr.write(`warning: ${project.out} is older than ${project.actions}. Run \`${codegenCommand}\`.\n`);
  }
  return manifest;
}
