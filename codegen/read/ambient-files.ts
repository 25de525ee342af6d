import { realpathSync } from "node:fs";
import type { Ambient } from "../cache/codegen-cache.js";
import type { ActionFile } from "../model/action-file.js";
import { compare } from "../report/problems.js";
import { packageFolderOf } from "./program/package-scan.js";
import type { ReadPass } from "./read-pass.js";

/** Returns the files that are ambient now; `before` were those when the files that the cache knows were read. */
export function ambientOf(files: readonly ActionFile[], pass: ReadPass, before: Ambient | undefined): Ambient {
  const { program, cached } = pass;
  const stale = files.filter((file) => !cached.has(file));
  const outside = new Set(distinctPaths([...cached.values()].map((each) => each.outside)));
  const isOfPackage = (path: string): boolean => !program.isOwnPath(path) && packageFolderOf(path) !== undefined;
  const named = new Set([...outside].filter(isOfPackage).flatMap((path) => packageFolderOf(path) ?? []));
  const folders = new Set([...named].flatMap(realPackageFolder));
  const scan = program.reach(before === undefined ? files : stale, [...folders]);
  const opened = program.opened();
  const reached = [
    ...scan.ambient,
    ...opened.flatMap(({ path, isAmbient }) => (isAmbient && !isOfPackage(path) && scan.covers(path) ? [path] : [])),
    ...(before?.reached ?? []).filter((path) => outside.has(path) && !isOfPackage(path)),
  ];
  const isLoose = (path: string): boolean => !scan.covers(path) && !outside.has(path) && !program.isOwnPath(path);
  const loose = program.isWhole() ? opened.map(({ path }) => path).filter(isLoose) : (before?.loose ?? []);
  return {
    reached: distinctPaths([reached]),
    loose: distinctPaths([loose]),
    packages: scan.packages,
    absent: scan.absent,
  };
}

/** Returns the folder of a package without links; none for one of a workspace, whose files are known one by one. */
function realPackageFolder(folder: string): readonly string[] {
  try {
    return [packageFolderOf(`${realpathSync(folder)}/`) ?? []].flat();
  } catch {
    return []; // It has gone.
  }
}

/** Returns whether the same files are ambient as before; while that is unknown, whether none is. */
export function isSameAmbient(before: Ambient | undefined, { reached }: Ambient): boolean {
  return JSON.stringify(reached) === JSON.stringify(before?.reached ?? []);
}

/** Returns the paths of all lists, each once and sorted; most lists are one and the same object. */
export function distinctPaths(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set([...new Set(lists)].flat())].sort(compare);
}
