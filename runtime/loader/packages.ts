import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isJsonObject } from "../contract/json.js";
import { type Build, notBuilt } from "./read-build.js";

/** Throws `NOT_BUILT` unless every package that the actions import is installed for the build. */
export function checkPackages({ folder, current }: Build): void {
  const missing = Object.entries(current.packages).filter(([name]) => !findPackage(folder, name).found);
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

/** An installed package: the path at which Node finds it, and the folder that this is when links are followed. */
export interface FoundPackage {
  readonly path: string;
  readonly real: string;
}

/** Result of a search for a package, upwards from a folder. */
export interface PackageSearch {
  readonly found: FoundPackage | undefined;
  /** Files that Node asks for first and does not find, because a nearer `node_modules` lacks the package. */
  readonly absent: readonly string[];
}

/** Searches for a package as Node does, from a folder whose path is absolute and has no links. */
export function findPackage(folder: string, name: string): PackageSearch {
  const absent: string[] = [];
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (basename(at) === "node_modules" || !existsSync(modules)) continue;
    const path = join(modules, name);
    const manifest = join(path, "package.json");
    if (existsSync(manifest)) return { found: { path, real: realpathSync(path) }, absent };
    absent.push(manifest);
  }
  return { found: undefined, absent };
}

const dependencyFields = ["dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta"];

/** Returns the names of the packages that the package in a folder may load when it runs. */
export function dependenciesOf(folder: string): readonly string[] {
  const manifest = readManifest(folder);
  const names = dependencyFields.flatMap((field) => {
    const declared = manifest[field];
    return isJsonObject(declared) ? Object.keys(declared) : [];
  });
  return [...new Set(names)].filter(isPackageName);
}

/** Leaves out names that would lead out of `node_modules`. */
function isPackageName(name: string): boolean {
  return /^(?:@[^@/\\]+\/)?[^@./\\][^/\\]*$/.test(name);
}

function readManifest(folder: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isJsonObject(content) ? content : {};
  } catch {
    return {};
  }
}
