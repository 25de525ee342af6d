import type { Artifact, Generation, WrittenFile } from "../model/artifacts.js";
import { artifactsInOrder } from "./layout.js";
import { findBuildOrphans, findCommittedOrphans } from "./orphans.js";
import { digest, type OutFolder, readIfThere } from "./out-folder.js";

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
export function planGeneration(folder: OutFolder, generation: Generation, known?: KnownFiles): Plan {
  const artifacts = artifactsInOrder(generation);
  const named = new Set(artifacts.map(({ path }) => path));
  const writes = artifacts.filter((artifact) => !isUpToDate(folder, artifact, known));
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

/** What is known of the files in the out folder, so that they need not be read. */
export interface KnownFiles {
  /** Whether a file holds what has this sha256, in hex; undefined where only reading it can tell. */
  readonly holds: (path: string, sha256: string) => boolean | undefined;
  /** Told of each file that was read and is as it should be. */
  readonly found: (path: string, sha256: string) => void;
  /** Told of each file that was written. */
  readonly wrote: (path: string, sha256: string) => void;
}

/** Whether the out folder certainly does not hold a generation; looks at files only until one differs. */
export function isOutdated(generation: Generation, known: KnownFiles | undefined): boolean {
  if (known === undefined) return false;
  // Those that change with every edit stand last.
  const last = artifactsInOrder(generation).findLast(
    (artifact) => known.holds(artifact.path, sha256Of(artifact)) === false,
  );
  return last !== undefined;
}

function isUpToDate(folder: OutFolder, artifact: Artifact, known: KnownFiles | undefined): boolean {
  const { path, content } = artifact;
  const answer = known?.holds(path, sha256Of(artifact));
  if (answer !== undefined) return answer;
  const standing = readIfThere(folder, path);
  const isSame = standing !== undefined && Buffer.from(content).equals(standing);
  if (isSame) known?.found(path, sha256Of(artifact));
  return isSame;
}

const hashes = new WeakMap<Artifact, string>();

/** The sha256 of a file, in hex, made once. */
export function sha256Of(artifact: Artifact): string {
  const known = artifact.sha256 ?? hashes.get(artifact) ?? digest(artifact.content);
  hashes.set(artifact, known);
  return known;
}
