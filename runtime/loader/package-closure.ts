import { lstatSync, readlinkSync } from "node:fs";
import { dirname, parse, resolve, sep } from "node:path";
import { maxPackageLinks } from "../contract/limits.js";
import { dependenciesOf, type FoundPackage, findPackage } from "./packages.js";
import type { Build } from "./read-build.js";
import { isProject, type ReadableParts, readableParts } from "./readable-parts.js";

/** A package that a build loads from outside of its folder. */
export interface LoadedPackage extends ReadableParts {
  /** Its folder, without links. */
  readonly real: string;
  /** It is somebody's project, to which a workspace or `npm link` leads. */
  readonly isProject: boolean;
}

/** Everything that a build loads from outside of its folder; all paths are absolute. */
export interface PackageClosure {
  readonly packages: readonly LoadedPackage[];
  /** Paths to packages that have links in them: at these, Node finds them, and reads package.json. */
  readonly aliases: readonly FoundPackage[];
  /** Links on those paths that lead to a folder of packages, such as a `node_modules` or a scope, not to a package. */
  readonly folderLinks: readonly string[];
  /** Files that Node asks for in vain; if it could not, it would look no further. */
  readonly absent: readonly string[];
}

const closures = new WeakMap<Build, PackageClosure>();

/** Returns the packages that a build imports, and all that these depend on; looked for once for each build. */
export function packageClosure(build: Build): PackageClosure {
  const known = closures.get(build);
  if (known) return known;
  const closure = findClosure(build);
  closures.set(build, closure);
  return closure;
}

function findClosure({ folder, current }: Build): PackageClosure {
  const aliases = new Map<string, FoundPackage>();
  const absent = new Set<string>();
  const reals = new Set<string>();
  const take = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const search = findPackage(from, name);
      for (const path of search.absent) absent.add(path);
      if (search.found === undefined) continue;
      const { path, real } = search.found;
      reals.add(real);
      if (path !== real) aliases.set(path, search.found);
    }
  };
  take(folder, Object.keys(current.packages));
  // A set is walked on through what is added meanwhile.
  for (const real of reals) take(real, dependenciesOf(real));
  const links = linksOf([...aliases.keys()]);
  for (const { path, real } of links.aliases) aliases.set(path, { path, real });
  return {
    packages: [...reals].map((real) => ({ real, isProject: isProject(real), ...readableParts(real) })),
    aliases: [...aliases.values()],
    folderLinks: links.folders,
    absent: [...absent],
  };
}

/** Sorts the links on paths to packages: those that lead to a package, and those that lead to a folder of packages. */
function linksOf(paths: readonly string[]): {
  readonly aliases: readonly FoundPackage[];
  readonly folders: readonly string[];
} {
  const folders = new Set<string>();
  const aliases: FoundPackage[] = [];
  for (const path of paths) {
    let at = path;
    const passed: string[] = [];
    for (let count = 0; count < maxPackageLinks; count++) {
      const link = firstLink(at);
      if (link === undefined) break;
      if (link === at) passed.push(link);
      else folders.add(link);
      at = resolve(dirname(link), readlinkSync(link)) + at.slice(link.length);
    }
    for (const each of passed) if (each !== path) aliases.push({ path: each, real: at });
  }
  return { aliases, folders: [...folders] };
}

function firstLink(path: string): string | undefined {
  let at = parse(path).root;
  for (const segment of path.slice(at.length).split(sep)) {
    at = at.endsWith(sep) ? at + segment : at + sep + segment;
    if (lstatSync(at).isSymbolicLink()) return at;
  }
  return undefined;
}
