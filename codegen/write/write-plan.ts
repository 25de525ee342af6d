import type { Artifact, Generation, WrittenFile } from "../model/artifacts.js";
import { sha256, sha256OfArtifact } from "../model/hash.js";
import { artifactsInOrder, pathsInOrder } from "./layout.js";
import { findOrphans, orphansAmong } from "./orphans.js";
import { type OutFolder, readIfThere, statusIfThere } from "./out-folder.js";

/** Steps that make the out folder hold a generation. */
export interface WritePlan {
  /** Files that are missing or differ, in the order in which they are put in place. */
  readonly writes: readonly Artifact[];
  readonly deletions: readonly string[];
  /** Folders that are empty after that, deepest first. */
  readonly folders: readonly string[];
  /** Status of every file after that: committed ones first, deleted ones last. */
  readonly files: readonly WrittenFile[];
}

/** Compares the out folder with `generation`, byte for byte, and returns the steps to do; changes nothing. */
export function planGeneration(folder: OutFolder, generation: Generation, known?: KnownFiles): WritePlan {
  const artifacts = artifactsInOrder(generation);
  const named = pathsInOrder(generation);
  const writes = artifacts.filter((artifact) => !isUpToDate(folder, artifact, known));
  const orphans = known?.standing ? orphansAmong(known.standing, named) : findOrphans(folder, named);
  const deletions = orphans.files;
  const changed = new Set(writes.map(({ path }) => path));
  const committed = new Set(generation.committed.map(({ path }) => path));
  const files: WrittenFile[] = [];
  for (const path of committed) files.push({ path, status: changed.has(path) ? "written" : "unchanged" });
  for (const path of named) {
    if (!committed.has(path)) files.push({ path, status: changed.has(path) ? "written" : "unchanged" });
  }
  for (const path of deletions) files.push({ path, status: "deleted" });
  return { writes, deletions, folders: orphans.folders, files };
}

/** Tells whether there is nothing to do. */
export function isDone(plan: WritePlan): boolean {
  return plan.writes.length + plan.deletions.length + plan.folders.length === 0;
}

/** Facts of the files in the out folder, so that they need not be read. */
export interface KnownFiles {
  /** True when a file holds content with this sha256, in hex; undefined when it must be read to tell. */
  readonly holds: (path: string, sha256: string) => boolean | undefined;
  /** Paths of all generated files that are there; undefined when they have to be looked for. */
  readonly standing?: ReadonlySet<string> | undefined;
  /** Called for each file that was read and is up to date. */
  readonly found: (path: string, sha256: string) => void;
  /** Called for each file that was written. */
  readonly wrote: (path: string, sha256: string) => void;
}

/** Tells whether the out folder certainly does not hold a generation; stops at the first file that differs. */
export function isOutdated(generation: Generation, known: KnownFiles | undefined): boolean {
  if (known === undefined) return false;
  // From the end: the files that change with every edit are last.
  const last = artifactsInOrder(generation).findLast(
    (artifact) => known.holds(artifact.path, sha256OfArtifact(artifact)) === false,
  );
  return last !== undefined;
}

function isUpToDate(folder: OutFolder, artifact: Artifact, known: KnownFiles | undefined): boolean {
  const { path } = artifact;
  const answer = known?.holds(path, sha256OfArtifact(artifact));
  if (answer !== undefined) return answer;
  // A link is replaced by the file, also where it leads to the same content.
  const standing = statusIfThere(folder, path)?.kind === "file" ? readIfThere(folder, path) : undefined;
  const isSame = standing !== undefined && sha256(standing) === sha256OfArtifact(artifact);
  if (isSame) known?.found(path, sha256OfArtifact(artifact));
  return isSame;
}
