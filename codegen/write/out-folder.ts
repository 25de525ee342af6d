import { dirname, join, posix, relative, sep } from "node:path";
import { type EntryStatus, type FileSystem, nodeFileSystem } from "./file-system.js";
import { unless, WriteError, withWriteError } from "./write-error.js";

/** Folder that a run writes to, and its file system. */
export interface OutFolder {
  readonly path: string;
  readonly fs: FileSystem;
}

/** Opens `path`, which need not exist, as an out folder. Errors of its file system are `WriteError`s. */
export function openOutFolder(path: string, fs: FileSystem = nodeFileSystem): OutFolder {
  return { path, fs: withWriteErrors(fs) };
}

/** Returns the path of a file below the out folder for the file system. */
export function locate(folder: OutFolder, path: string): string {
  return join(folder.path, path);
}

/** Returns the bytes of a file; undefined when it does not exist. */
export function readIfThere(folder: OutFolder, path: string): Uint8Array | undefined {
  return unless(["ENOENT"], () => folder.fs.readFile(locate(folder, path)));
}

/** Returns the status of a path; undefined when it does not exist. */
export function statusIfThere(folder: OutFolder, path: string): EntryStatus | undefined {
  return unless(["ENOENT", "ENOTDIR"], () => folder.fs.status(locate(folder, path)));
}

/** Removes a file, if it exists. */
export function removeFileIfThere(folder: OutFolder, path: string): void {
  unless(["ENOENT", "ENOTDIR"], () => folder.fs.removeFile(locate(folder, path)));
}

/** Removes a file, or a folder with everything in it; of a symbolic link the link alone. */
export function removeAll(folder: OutFolder, path: string): void {
  const status = statusIfThere(folder, path);
  if (status?.kind !== "folder") {
    removeFileIfThere(folder, path);
    return;
  }
  for (const { name, kind } of folder.fs.list(locate(folder, path))) {
    const below = posix.join(path, name);
    if (kind === "folder") removeAll(folder, below);
    else removeFileIfThere(folder, below);
  }
  folder.fs.removeFolder(locate(folder, path));
}

/** Everything below a folder; paths below the out folder. */
export interface Tree {
  /** Files and symbolic links. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Lists everything below `path`, sorted by name, except paths that `skip` accepts; follows no symbolic links. */
export function walk(folder: OutFolder, path: string, skip: (path: string) => boolean = () => false): Tree {
  const files: string[] = [];
  const folders: string[] = [];
  const entries = unless(["ENOENT", "ENOTDIR"], () => folder.fs.list(locate(folder, path))) ?? [];
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = posix.join(path, name);
    if (skip(below)) continue;
    if (kind !== "folder") {
      files.push(below);
      continue;
    }
    const tree = walk(folder, below, skip);
    folders.push(below, ...tree.folders);
    files.push(...tree.files);
  }
  return { files, folders };
}

/**
 * Returns the nearest folder that exists, at or above `path`.
 *
 * @throws WriteError `OUTSIDE` when a symbolic link leads from there out of the out folder, or nowhere.
 */
export function nearestFolder(folder: OutFolder, path: string): string {
  if (path !== "." && statusIfThere(folder, path) === undefined) return nearestFolder(folder, posix.dirname(path));
  const target = unless(["ENOENT"], () => folder.fs.realPath(locate(folder, path)));
  if (target === undefined) throw new WriteError("OUTSIDE", locate(folder, path));
  const below = relative(folder.fs.realPath(folder.path), target);
  if (below === ".." || below.startsWith(`..${sep}`)) throw new WriteError("OUTSIDE", locate(folder, path));
  return locate(folder, path);
}

/** Folders of a project that are not for generated files, whatever links lead there. */
const foreignFolders: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/**
 * Checks that an out folder, by its path below a project's root, lies in the project when links are followed, and neither in its
 * packages nor in its repository.
 *
 * @throws WriteError `OUTSIDE` when a symbolic link leads out of the project, or nowhere.
 */
export function assertInProject(root: string, out: string, fs?: FileSystem): void {
  const project = openOutFolder(root, fs);
  const detail = "a symbolic link leads out of the project; make it a folder, or name another one";
  const outside = new WriteError("OUTSIDE", locate(project, out), { detail });
  let found: string;
  try {
    found = nearestFolder(project, out);
  } catch (error) {
    throw error instanceof WriteError && error.code === "OUTSIDE" ? outside : error;
  }
  const below = relative(project.fs.realPath(root), project.fs.realPath(found)).split(sep);
  if (below.some((name) => foreignFolders.has(name))) throw outside;
}

function withWriteErrors(fs: FileSystem): FileSystem {
  const run = <T>(path: string, operation: () => T): T => {
    try {
      return withWriteError(path, operation);
    } catch (error) {
      if (!(error instanceof WriteError) || error.code !== "ENOTDIR") throw error;
      throw new WriteError(error.code, fileAbove(fs, path) ?? path, { cause: error.cause });
    }
  };
  return {
    readFile: (path) => run(path, () => fs.readFile(path)),
    writeFile: (path, content) => run(path, () => fs.writeFile(path, content)),
    createFile: (path, content) => run(path, () => fs.createFile(path, content)),
    sync: (path) => run(path, () => fs.sync(path)),
    rename: (from, to) => run(to, () => fs.rename(from, to)),
    removeFile: (path) => run(path, () => fs.removeFile(path)),
    removeFolder: (path) => run(path, () => fs.removeFolder(path)),
    makeFolder: (path) => run(path, () => fs.makeFolder(path)),
    list: (path) => run(path, () => fs.list(path)),
    realPath: (path) => run(path, () => fs.realPath(path)),
    status: (path) => run(path, () => fs.status(path)),
    assertWritable: (path) => run(path, () => fs.assertWritable(path)),
  };
}

/** Finds the file above `path` where a folder should be; undefined when it is gone. */
function fileAbove(fs: FileSystem, path: string): string | undefined {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
    try {
      return fs.status(above).kind === "file" ? above : undefined;
    } catch {
      // A path below a file has no status: the file is further up.
    }
  }
  return undefined;
}
