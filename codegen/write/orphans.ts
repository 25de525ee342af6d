import { generatedMarker } from "../model/artifacts.js";
import { foldersAbove } from "../model/folders-above.js";
import { buildFolder, committedListFile, isBuildPath, isPlainPath, isReservedPath } from "./layout.js";
import { type OutFolder, readIfThere, statusIfThere, walk } from "./out-folder.js";
import { unless } from "./write-error.js";

/** Files that are no longer generated, and the folders that hold nothing else, deepest first. */
export interface Orphans {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Committed files that cannot carry a comment, and so no marker: their names mark them. */
const knownNames: ReadonlySet<string> = new Set(["manifest.json", "manifest.schema.json", "catalog.json"]);

/** Folder of committed files besides the out folder itself. */
const committedFolder = "docs";

/** Returns the folders, besides those of the generated files, in which an orphan may appear; paths below the out folder. */
export function orphanFolders(folder: OutFolder): readonly string[] {
  const isThere = statusIfThere(folder, committedFolder)?.kind === "folder";
  return isThere ? [committedFolder, ...walk(folder, committedFolder).folders] : [];
}

/**
 * Finds committed files that codegen wrote and no longer generates: those that the current build lists, and those with a
 * known name or with the marker in their first line, because the build of a clone or another branch may not list them.
 */
export function findCommittedOrphans(folder: OutFolder, named: ReadonlySet<string>): Orphans {
  const listed = new Set(readCommittedList(folder));
  const top = unless(["ENOENT"], () => folder.fs.list(folder.path)) ?? [];
  const standing = [
    ...top.filter(({ kind }) => kind === "file").map(({ name }) => name),
    ...walk(folder, committedFolder).files,
  ];
  const candidates = new Set([...standing, ...listed]);
  const isOurs = (path: string) => {
    if (statusIfThere(folder, path)?.kind !== "file") return false;
    return listed.has(path) || knownNames.has(path) || carriesMarker(folder, path);
  };
  const files = unnamed(folder, candidates, named).filter(isOurs).sort();
  return { files, folders: unneeded(files.flatMap(foldersAbove), named) };
}

/** Finds what `findCommittedOrphans` and `findBuildOrphans` do. */
export function findOrphans(folder: OutFolder, named: ReadonlySet<string>): Orphans {
  const committed = findCommittedOrphans(folder, named);
  const build = findBuildOrphans(folder, named);
  return { files: [...committed.files, ...build.files], folders: [...committed.folders, ...build.folders] };
}

/** Returns the orphans among generated files that are there, by their paths alone. */
export function orphansAmong(standing: ReadonlySet<string>, named: ReadonlySet<string>): Orphans {
  const files: string[] = [];
  for (const path of standing) if (!named.has(path)) files.push(path);
  files.sort();
  return { files, folders: files.length === 0 ? [] : unneeded(files.flatMap(foldersAbove), named) };
}

/** Tells whether the out folder holds a file of codegen that is not named. */
export function hasOrphans(folder: OutFolder, named: ReadonlySet<string>): boolean {
  return findOrphans(folder, named).files.length > 0;
}

/** Finds everything in `build/` that is neither named nor reserved for the writer. */
export function findBuildOrphans(folder: OutFolder, named: ReadonlySet<string>): Orphans {
  const tree = walk(folder, buildFolder, isReservedPath);
  return { files: unnamed(folder, tree.files, named), folders: unneeded(tree.folders, named) };
}

function readCommittedList(folder: OutFolder): readonly string[] {
  const content = readIfThere(folder, committedListFile);
  if (content === undefined) return [];
  try {
    const list: unknown = JSON.parse(Buffer.from(content).toString());
    return Array.isArray(list) ? list.filter(isCommittedPath) : [];
  } catch {
    return []; // The marker still identifies files; the next generation writes a new list.
  }
}

function isCommittedPath(path: unknown): path is string {
  return typeof path === "string" && isPlainPath(path) && !isBuildPath(path);
}

function carriesMarker(folder: OutFolder, path: string): boolean {
  const content = readIfThere(folder, path) ?? "";
  return (Buffer.from(content).toString().split("\n", 1)[0] ?? "").includes(generatedMarker);
}

/** Leaves out named files. On a disk that ignores case, `Docs.md` may be the named `docs.md` itself. */
function unnamed(folder: OutFolder, candidates: Iterable<string>, named: ReadonlySet<string>): string[] {
  const byFoldedName = new Map([...named].map((path) => [path.toLowerCase(), path]));
  return [...candidates].filter((path) => {
    if (named.has(path)) return false;
    const twin = byFoldedName.get(path.toLowerCase());
    const standing = twin === undefined ? undefined : statusIfThere(folder, twin);
    return standing === undefined || standing.identity !== statusIfThere(folder, path)?.identity;
  });
}

function unneeded(folders: readonly string[], named: ReadonlySet<string>): string[] {
  const candidates = new Set(folders);
  // Most candidates are needed by the first few names.
  const needed = new Set<string>();
  for (const path of named) {
    if (needed.size === candidates.size) break;
    for (const folder of foldersAbove(path)) if (candidates.has(folder)) needed.add(folder);
  }
  const byDepth = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1);
  return [...candidates].filter((path) => !needed.has(path)).sort(byDepth);
}
