// Paths that lead to packages through links, for Node's permission flags. Node asks for the status of each link that it
// follows, and its flags hardly grant that alone: of a folder, `--allow-fs-read=LINK` grants everything in it.
import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { LoadedPackage, PackageClosure } from "../../loader/package-closure.js";
import { notBuilt } from "../../loader/read-build.js";
import { isProject, readableParts } from "../../loader/readable-parts.js";

/** Node 20 grants a path alone where three granted ones begin with it and go on differently; other versions do not. */
const grantsLinksAlone = process.versions.node.startsWith("20.");

/**
 * Returns the paths by which a lane finds packages through links; `others` are all that it may read besides. Throws `NOT_BUILT`
 * where that would open more than packages: secrets in a linked project, or other projects beside it.
 */
export function linkedPaths(closure: PackageClosure, others: readonly string[]): readonly string[] {
  const byFolder = new Map(closure.packages.map((each) => [each.real, each]));
  const paths = closure.aliases.flatMap(({ path, real }) => {
    const found = byFolder.get(real);
    return found === undefined ? [] : aliasPaths(path, found);
  });
  const all = [...paths, ...closure.folderLinks.flatMap(folderLinkPaths)];
  if (grantsLinksAlone) return all;
  const names = new Set(closure.aliases.map(({ path }) => path));
  return [...all, ...[...names].flatMap((path) => namesakes(path, names, [...others, ...all]))];
}

function aliasPaths(path: string, found: LoadedPackage): readonly string[] {
  const { real, parts } = found;
  if (grantsLinksAlone) return [...parts.map((part) => path + part.slice(real.length)), ...alone(path)];
  if (!found.isProject && parts[0] !== join(real, "*")) throw unsafeLink(path, "what links in it lead to");
  const secret = found.isProject ? secretIn(real) : undefined;
  if (secret !== undefined) throw unsafeLink(path, secret);
  return [join(path, "*")];
}

function folderLinkPaths(link: string): readonly string[] {
  if (grantsLinksAlone) return alone(link);
  const secret = secretAmong(packagesIn(link));
  if (secret !== undefined) throw unsafeLink(link, secret);
  return [join(link, "*")];
}

/** Paths that no package has, because of which Node 20 grants `path` alone. */
function alone(path: string): readonly string[] {
  return [`${path}#`, `${path}~`, `${path}~~`];
}

/**
 * Versions after 20 forget that they granted `DIR/*` for `DIR` itself where another granted path begins like it, as that of
 * `react-dom` does for `react`. There, the beginning is granted, if all that has it are packages that may be read.
 */
function namesakes(path: string, granted: ReadonlySet<string>, all: readonly string[]): readonly string[] {
  if (!all.some((each) => each.startsWith(path) && each.length > path.length && each[path.length] !== sep)) return [];
  const folder = dirname(path);
  const others = namesIn(folder).filter((name) => name.startsWith(basename(path)));
  const secret = secretAmong(others.map((name) => join(folder, name)).filter((each) => !granted.has(each)));
  if (secret !== undefined) throw unsafeLink(path, secret);
  return [`${path}*`];
}

/** Finds a file with secrets in a project, or in others that the links in its `node_modules` lead to. */
function secretIn(project: string, looked: Set<string> = new Set()): string | undefined {
  if (looked.has(project)) return undefined;
  looked.add(project);
  return readableParts(project).secretive[0] ?? secretAmong(packagesIn(join(project, "node_modules")), looked);
}

function secretAmong(packages: readonly string[], looked: Set<string> = new Set()): string | undefined {
  for (const path of packages) {
    const real = realPathOf(path);
    const secret = real !== undefined && isProject(real) ? secretIn(real, looked) : undefined;
    if (secret !== undefined) return secret;
  }
  return undefined;
}

/** Paths of the packages in a folder, also of those in scopes. */
function packagesIn(folder: string): readonly string[] {
  return namesIn(folder).flatMap((name) =>
    name.startsWith("@") ? packagesIn(join(folder, name)) : name.startsWith(".") ? [] : [join(folder, name)],
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // It does not exist, or is a file.
  }
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined; // It leads nowhere.
  }
}

function unsafeLink(link: string, opened: string): Error {
  return notBuilt(
    `Lanes load a package through the link ${link}, by which Node ${process.versions.node} would let them read ${opened}, ` +
      "too. Keep such files out of linked packages, or install the package as a copy (`npm pack`).",
  );
}
