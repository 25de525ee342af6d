import { realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { packageClosure } from "../../loader/package-closure.js";
import type { Build } from "../../loader/read-build.js";
import { linkedPaths } from "./linked-packages.js";

/**
 * Returns the paths that a lane may read: its own file, the build, and the packages that the build imports, with all that these
 * depend on. `DIR/*` is a folder with everything in it. Throws `NOT_BUILT` where links would open more than that.
 */
export function readablePaths(build: Build, file: URL): readonly string[] {
  return [realpathSync(fileURLToPath(file)), ...buildPaths(build)];
}

/** Returns those of them that are no links, and lead through none. */
export function unlinkedPaths(build: Build, file: URL): readonly string[] {
  const parts = packageClosure(build).packages.flatMap((each) => each.parts);
  return [realpathSync(fileURLToPath(file)), join(build.folder, "*"), ...parts];
}

/** Throws `NOT_BUILT` where links of packages would let lanes read more than the packages. */
export function checkReadable(build: Build): void {
  buildPaths(build);
}

const known = new WeakMap<Build, readonly string[]>();

function buildPaths(build: Build): readonly string[] {
  const before = known.get(build);
  if (before) return before;
  const closure = packageClosure(build);
  const paths = [join(build.folder, "*"), ...closure.packages.flatMap(({ parts }) => parts), ...closure.absent];
  const all = [...paths, ...linkedPaths(closure, paths)];
  known.set(build, all);
  return all;
}

/** Returns flags that grant reading, sorted: Node 20.20 aborts at a path with which two earlier ones begin. */
export function readGrants(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.filter((path) => path.endsWith(`${sep}*`)));
  const isCovered = (path: string): boolean => {
    let at = dirname(path.endsWith(`${sep}*`) ? dirname(path) : path);
    for (; at !== dirname(at); at = dirname(at)) if (folders.has(join(at, "*"))) return true;
    return false;
  };
  const needed = [...new Set(paths)].filter((path) => !isCovered(path));
  return needed.sort().map((path) => `--allow-fs-read=${path}`);
}

/** Returns the path that Node is given for `@permission fs:PATH`: a folder with everything in it, or a file. */
export function widestPath(path: string): string {
  const isFolder = path.endsWith("/") || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(resolve(path), "*") : resolve(path);
}
