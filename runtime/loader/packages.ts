import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Build, notBuilt } from "./read-build.js";

/** Throws `NOT_BUILT` unless every package that the actions import is installed for the build. */
export function checkPackages({ folder, current }: Build): void {
  const folders = moduleFolders(folder);
  const missing = Object.entries(current.packages).filter(([name]) => !packageFolder(folders, name));
  if (missing.length === 0) return;
  const names = missing.map(([name]) => `\`${name}\``).join(", ");
  const wanted = missing.map(([name, range]) => `"${name}@${range}"`).join(" ");
  const remedy = isInArchives(folder)
    ? "Yarn keeps packages in archives here: write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`."
    : `Run \`npm i ${wanted}\`.`;
  throw notBuilt(`The actions need packages that are not installed: ${names}. ${remedy}`);
}

/** Tells whether Yarn's Plug'n'Play serves a folder, which has no `node_modules`. */
function isInArchives(folder: string): boolean {
  if (existsSync(join(folder, ".pnp.cjs"))) return true;
  return folder !== dirname(folder) && isInArchives(dirname(folder));
}

/** Returns the `node_modules` folders that Node searches for an import from `folder`, nearest first. */
export function moduleFolders(folder: string): readonly string[] {
  const found: string[] = [];
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) found.push(realpathSync(modules));
  }
  return found;
}

/** Returns the real folder of a package, because a workspace links it from elsewhere; undefined if it is not installed. */
export function packageFolder(folders: readonly string[], name: string): string | undefined {
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, "package.json")));
  return found === undefined ? undefined : realpathSync(found);
}
