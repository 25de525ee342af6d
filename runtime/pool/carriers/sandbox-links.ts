import { lstatSync, readlinkSync } from "node:fs";
import { packageClosure } from "../../loader/package-closure.js";
import type { Build } from "../../loader/read-build.js";

/**
 * Returns the arguments of `bwrap` for the links by which Node finds the packages of a build, as pnpm and workspaces lay them:
 * a sandbox holds the packages under their real paths. `shown` are the paths that it has, folders with `*` at the end.
 */
export function packageLinks(build: Build, shown: readonly string[]): readonly string[] {
  const folders = shown.flatMap((path) => (path.endsWith("/*") ? [path.slice(0, -1)] : []));
  const isShown = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const { aliases, folderLinks } = packageClosure(build);
  const links = new Set([...aliases.map(({ path }) => path), ...folderLinks].filter(isLink));
  return [...links].filter((link) => !isShown(link)).flatMap((link) => ["--symlink", readlinkSync(link), link]);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
