import type { Artifact, Generation } from "../model/artifacts.js";

/** Folder of the build; all of it belongs to codegen. Paths here are below the out folder, with `/`. */
export const buildFolder = "build";
/** Folder in which changed files are staged, with the journal that names their targets. */
export const nextFolder = "build/next";
export const journalFile = "build/next/journal.json";
export const lockFile = "build/lock";
/** List of the current committed files, by which the next run finds orphans. */
export const committedListFile = "build/committed.json";

/** Tells whether `path` is a plain path to a file below the out folder: relative, normal, with `/` only. */
export function isPlainPath(path: string): boolean {
  if (/[\\\0]/.test(path) || /^[a-z]:/i.test(path)) return false;
  return path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

/** Tells whether `path` lies in `build/`. */
export function isBuildPath(path: string): boolean {
  return path.startsWith(`${buildFolder}/`);
}

/** Tells whether `path` is reserved for the writer: a lock, or a staged file. */
export function isReservedPath(path: string): boolean {
  return path === nextFolder || path.startsWith(`${nextFolder}/`) || path.startsWith(lockFile);
}

/** All files of a generation. */
interface OrderedFiles {
  readonly artifacts: readonly Artifact[];
  readonly paths: ReadonlySet<string>;
}

const ordered = new WeakMap<Generation, OrderedFiles>();

/** Returns all artifacts in the order in which they are put in place, with the list of committed files. */
export function artifactsInOrder(generation: Generation): readonly Artifact[] {
  return orderOf(generation).artifacts;
}

/** Returns the paths of all artifacts, in the same order. */
export function pathsInOrder(generation: Generation): ReadonlySet<string> {
  return orderOf(generation).paths;
}

function orderOf(generation: Generation): OrderedFiles {
  const known = ordered.get(generation) ?? inOrder(generation);
  ordered.set(generation, known);
  return known;
}

function inOrder(generation: Generation): OrderedFiles {
  const { addressed, fixed, committed, current } = generation;
  const list = { path: committedListFile, content: printPaths(committed) };
  const artifacts = [...addressed, ...fixed, list, ...committed, current];
  const seen = new Set<string>();
  for (const artifact of artifacts) {
    const { path } = artifact;
    if (!isPossible(artifact) || seen.has(path)) {
      throw new Error(`The generation cannot hold a file at ${JSON.stringify(path)}.`);
    }
    seen.add(path);
  }
  if (committed.some(({ path }) => isBuildPath(path))) throw new Error("A committed file cannot lie in build/.");
  if (![...addressed, ...fixed, current].every(({ path }) => isBuildPath(path))) {
    throw new Error("Whatever is not committed must lie in build/.");
  }
  return { artifacts, paths: seen };
}

/** Artifacts whose path was found possible: a staying process emits most of them again at each run. */
const possible = new WeakSet<Artifact>();

function isPossible(artifact: Artifact): boolean {
  if (possible.has(artifact)) return true;
  const { path } = artifact;
  if (!isPlainPath(path) || isReservedPath(path)) return false;
  possible.add(artifact);
  return true;
}

function printPaths(artifacts: readonly Artifact[]): string {
  return `${JSON.stringify(artifacts.map(({ path }) => path).sort(), undefined, 2)}\n`;
}
