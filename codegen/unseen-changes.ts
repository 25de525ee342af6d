import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { KnownOutputs } from "./cache/known-outputs.js";
import { changedUnseen, forgetProject, type ProjectMemory } from "./cache/project-memory.js";
import type { Generation } from "./model/artifacts.js";
import type { Project } from "./model/project.js";
import { listSources } from "./read/project/read-files.js";
import { ProblemList } from "./report/problems.js";
import { openOutFolder } from "./write/out-folder.js";
import { planGeneration } from "./write/write-plan.js";

/** A generation that a run has put in place, with outputs of which none was looked at yet. */
export interface PlacedGeneration {
  readonly generation: Generation;
  readonly outputs: KnownOutputs;
}

/**
 * Returns the absolute paths of files that are not as the last run took them to be, and then forgets all that it knew. Looks at
 * every source and every generated file.
 */
export function findUnseen(project: Project, known: ProjectMemory, placed?: PlacedGeneration): readonly string[] {
  const { root, out, actions } = project;
  const plan = placed && planGeneration(openOutFolder(join(root, out)), placed.generation, placed.outputs);
  const outputs = plan ? [...plan.writes.map(({ path }) => path), ...plan.deletions, ...plan.folders] : [];
  const isListed =
    known.listed === undefined || isDeepStrictEqual(known.listed, listSources(project, new ProblemList()));
  const unseen = [
    ...changedUnseen(known),
    ...(isListed ? [] : [join(root, actions)]),
    ...outputs.map((path) => join(root, out, path)),
  ];
  if (unseen.length > 0) forgetProject(known);
  return unseen;
}
