// Paths that lead to packages through links, for Node's permission flags. Node asks for the status of each link that it
// follows, and its flags hardly grant that alone: of a folder, `--allow-fs-read=LINK` grants everything in it.
import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { LoadedPackage, PackageClosure } from "../../loader/package-closure.js";
import { notBuilt } from "../../loader/read-build.js";
import { isProject } from "../../loader/readable-parts.js";

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

function aliasPaths(
  path: string,
  { real, parts, isProject: isLinkedProject, secretive }: LoadedPackage,
): readonly string[] {
  if (grantsLinksAlone) return [...parts.map((part) => path + part.slice(real.length)), ...alone(path)];
  const isWhole = parts.length === 1 && parts[0] === join(real, "*");
  const [secret = isLinkedProject && !isWhole ? findProject(join(real, "node_modules")) : undefined] = secretive;
  if (!isLinkedProject || isWhole || secret === undefined) return [join(path, "*")];
  throw unsafeLink(path, secret);
}

function folderLinkPaths(link: string): readonly string[] {
  if (grantsLinksAlone) return alone(link);
  const project = findProject(link);
  if (project !== undefined) throw unsafeLink(link, project);
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
  const others = readdirSync(folder).filter((name) => name.startsWith(basename(path)));
  const project = others.map((name) => join(folder, name)).find((each) => !granted.has(each) && leadsToProject(each));
  if (project !== undefined) throw unsafeLink(path, project);
  return [`${path}*`];
}

/** Finds a link to a project among packages, also in their scopes. */
function findProject(folder: string): string | undefined {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const found = name.startsWith("@") ? findProject(path) : leadsToProject(path) ? path : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function leadsToProject(path: string): boolean {
  try {
    return isProject(realpathSync(path));
  } catch {
    return false; // It leads nowhere.
  }
}

function unsafeLink(link: string, opened: string): Error {
  return notBuilt(
    `Lanes load a package through the link ${link}, by which Node ${process.versions.node} would let them read ${opened}, ` +
      "too. Keep such files out of linked packages, or install the package as a copy (`npm pack`).",
  );
}
