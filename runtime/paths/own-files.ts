import { existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { maxLookedAtEntries, maxPackageLinks } from "../contract/limits.js";

/**
 * Returns the reason why `@permission fs:PATH` cannot be given, and undefined where it can: it must cover no file by which
 * code or permissions of others are decided. Links are followed, as they are now; `base` is the folder of relative paths.
 */
export function wrongPath(path: string, base: string, ownFiles: readonly string[]): string | undefined {
  if (path.startsWith("~")) return "`~` means no home folder there";
  if (path.includes("*")) return "it has a `*`; a folder covers everything in it";
  const given = resolve(base, path);
  const own = [...new Set(ownFiles.flatMap((file) => [file, realPathOf(file)]))];
  const shown = (file: string): string => `\`${relative(base, file).replaceAll("\\", "/") || "."}\``;
  for (const place of [given, realPathOf(given)]) {
    const covered = own.find((file) => isBelow(file, place));
    if (covered !== undefined) return `it covers ${shown(covered)}`;
    const around = own.find((file) => isBelow(place, file));
    if (around !== undefined) return `it is a part of ${shown(around)}`;
  }
  for (const link of linksBelow(given)) {
    const target = realPathOf(link);
    const found = own.find((file) => isBelow(file, target) || isBelow(target, file));
    if (found !== undefined) return `its link ${shown(link)} leads to ${shown(found)}`;
  }
  return undefined;
}

/**
 * Returns the files of a project that decide what code runs, whether they exist or not: sources, generated files, packages,
 * cache, configuration, the store of secrets and the repository. Paths are absolute; `folders` are those of the actions and of generated files.
 */
export function ownFilesOf(root: string, folders: readonly string[]): readonly string[] {
  const around = foldersUpFrom(root).flatMap((folder) => [join(folder, "node_modules"), join(folder, ".git")]);
  const single = ["package.json", "tsconfig.json", ".cache", ".actionary", ...lockfiles].map((name) =>
    join(root, name),
  );
  return [...folders.map((folder) => resolve(root, folder)), ...single, ...around.filter((path) => existsSync(path))];
}

const lockfiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", ".npmrc"];

function foldersUpFrom(folder: string): readonly string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersUpFrom(dirname(folder))];
}

/** Tells whether a path is `folder`, or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [fold(path), fold(folder)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** These systems take names for the same whose case differs. */
function fold(path: string): string {
  return process.platform === "darwin" || process.platform === "win32" ? path.toLowerCase() : path;
}

/** Returns a path without links; of what does not exist yet, as it would be. */
export function realPathOf(path: string, links = 0): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    const target = links < maxPackageLinks ? targetOf(path) : undefined;
    if (target !== undefined) return realPathOf(resolve(realPathOf(above, links), target), links + 1);
    return above === path ? path : join(realPathOf(above, links), basename(path));
  }
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // It is no link.
  }
}

/** Returns the links below a folder, as far as so many entries show. */
function linksBelow(folder: string): readonly string[] {
  const links: string[] = [];
  const folders = [folder];
  let left = maxLookedAtEntries;
  for (const each of folders) {
    for (const entry of entriesOf(each)) {
      if (left-- <= 0) return links;
      const path = join(each, entry.name);
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) folders.push(path);
    }
  }
  return links;
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    return []; // It is a file, or does not exist.
  }
}

const readEntries = (folder: string) => readdirSync(folder, { withFileTypes: true });
