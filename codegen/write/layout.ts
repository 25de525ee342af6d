import { posix } from "node:path";
import type { Artifact, Generation } from "../model/artifacts.js";

/** What machines run; everything in it is codegen's own. Paths here are below the out folder, with `/`. */
export const buildFolder = "build";
/** Where changed files are staged, beside the journal that says where they go. */
export const nextFolder = "build/next";
export const journalFile = "build/next/journal.json";
export const lockFile = "build/lock";
/** The committed files of the generation that stands, so that the next one knows which of them are orphans. */
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

/** Tells whether `path` is the writer's own: a lock, or a file on its way. */
export function isReservedPath(path: string): boolean {
  return path === nextFolder || path.startsWith(`${nextFolder}/`) || path.startsWith(lockFile);
}

/** The folders above `path`, nearest first, without the out folder itself. */
export function foldersAbove(path: string): readonly string[] {
  const parent = posix.dirname(path);
  return parent === "." ? [] : [parent, ...foldersAbove(parent)];
}

/** Every artifact in the order in which it is put in place, with the list of committed files that the writer adds. */
export function artifactsInOrder(generation: Generation): readonly Artifact[] {
  const { addressed, fixed, committed, current } = generation;
  const list = { path: committedListFile, content: printPaths(committed) };
  const artifacts = [...addressed, ...fixed, list, ...committed, current];
  const seen = new Set<string>();
  for (const { path } of artifacts) {
    if (!isPlainPath(path) || isReservedPath(path) || seen.has(path)) {
      throw new Error(`The generation cannot hold a file at ${JSON.stringify(path)}.`);
    }
    seen.add(path);
  }
  if (committed.some(({ path }) => isBuildPath(path))) throw new Error("A committed file cannot lie in build/.");
  if (![...addressed, ...fixed, current].every(({ path }) => isBuildPath(path))) {
    throw new Error("Whatever is not committed must lie in build/.");
  }
  return artifacts;
}

function printPaths(artifacts: readonly Artifact[]): string {
  return `${JSON.stringify(artifacts.map(({ path }) => path).sort(), undefined, 2)}\n`;
}
