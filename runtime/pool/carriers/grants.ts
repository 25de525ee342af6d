import { realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { moduleFolders, packageFolder } from "../../loader/packages.js";
import type { Build } from "../../loader/read-build.js";

/** Returns the paths that a lane may read: its own file, the build, and the packages that the build can import. */
export function readablePaths({ folder, current }: Build, file: URL): readonly string[] {
  const modules = moduleFolders(folder);
  const packages = Object.keys(current.packages).flatMap((name) => packageFolder(modules, name) ?? []);
  const folders = [folder, ...modules, ...packages].map((each) => join(each, "*"));
  return [...folders, realpathSync(fileURLToPath(file))];
}

/** Returns flags that grant reading. `DIR` beside `DIR/*` aborts Node 20.20, so nothing is granted twice. */
export function readGrants(paths: readonly string[]): readonly string[] {
  const folders = paths.filter((path) => path.endsWith(`${sep}*`)).map((path) => path.slice(0, -1));
  const isWithin = (path: string): boolean =>
    folders.some((folder) => path !== `${folder}*` && path.startsWith(folder));
  return [...new Set(paths)].filter((path) => !isWithin(path)).map((path) => `--allow-fs-read=${path}`);
}

/** Returns the path that Node is given for `@permission fs:PATH`: a folder with everything in it, or a file. */
export function widestPath(path: string): string {
  const isFolder = path.endsWith("/") || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(resolve(path), "*") : resolve(path);
}
