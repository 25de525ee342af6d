import type { Artifact, Generation, WrittenFile } from "../generation.js";
import { artifactsInOrder } from "./layout.js";
import { findBuildOrphans, findCommittedOrphans } from "./orphans.js";
import { type OutFolder, readIfThere } from "./out-folder.js";

/** What must happen for the out folder to hold a generation. */
export interface Plan {
  /** Files that are missing or differ, in the order in which they are put in place. */
  readonly writes: readonly Artifact[];
  readonly deletions: readonly string[];
  /** Folders that then are empty, deepest first. */
  readonly folders: readonly string[];
  /** What becomes of every file: committed ones first, deleted ones last. */
  readonly files: readonly WrittenFile[];
}

/** Compares the out folder with `generation`, byte for byte; changes nothing. */
export function planGeneration(folder: OutFolder, generation: Generation): Plan {
  const artifacts = artifactsInOrder(generation);
  const named = new Set(artifacts.map(({ path }) => path));
  const writes = artifacts.filter((artifact) => !isUpToDate(folder, artifact));
  const committed = findCommittedOrphans(folder, named);
  const build = findBuildOrphans(folder, named);
  const deletions = [...committed.files, ...build.files];
  const changed = new Set(writes.map(({ path }) => path));
  const paths = new Set([...generation.committed.map(({ path }) => path), ...named]);
  const files: WrittenFile[] = [
    ...[...paths].map((path): WrittenFile => ({ path, status: changed.has(path) ? "written" : "unchanged" })),
    ...deletions.map((path): WrittenFile => ({ path, status: "deleted" })),
  ];
  return { writes, deletions, folders: [...committed.folders, ...build.folders], files };
}

/** Tells whether there is nothing to do. */
export function isDone(plan: Plan): boolean {
  return plan.writes.length + plan.deletions.length + plan.folders.length === 0;
}

function isUpToDate(folder: OutFolder, { path, content }: Artifact): boolean {
  const standing = readIfThere(folder, path);
  return standing !== undefined && Buffer.from(content).equals(standing);
}
