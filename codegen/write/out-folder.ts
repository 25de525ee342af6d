import { createHash } from "node:crypto";
import { dirname, join, posix, relative, sep } from "node:path";
import { type EntryStatus, type FileSystem, nodeFileSystem } from "./file-system.js";
import { attempt, unless, WriteError } from "./write-error.js";

/** The folder that a run writes to, and the file system by which it does. */
export interface OutFolder {
  readonly path: string;
  readonly fs: FileSystem;
}

/** `path` as an out folder, in which every refusal of the file system is a `WriteError`. It need not exist. */
export function openOutFolder(path: string, fs: FileSystem = nodeFileSystem): OutFolder {
  return { path, fs: withWriteErrors(fs) };
}

/** Where the file at `path`, below the out folder, is for the file system. */
export function locate(folder: OutFolder, path: string): string {
  return join(folder.path, path);
}

export function readIfThere(folder: OutFolder, path: string): Uint8Array | undefined {
  return unless(["ENOENT"], () => folder.fs.readFile(locate(folder, path)));
}

export function statusIfThere(folder: OutFolder, path: string): EntryStatus | undefined {
  return unless(["ENOENT", "ENOTDIR"], () => folder.fs.status(locate(folder, path)));
}

export function removeFileIfThere(folder: OutFolder, path: string): void {
  unless(["ENOENT", "ENOTDIR"], () => folder.fs.removeFile(locate(folder, path)));
}

/** Removes whatever stands at `path`; of a symbolic link the link alone. */
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

export interface Tree {
  /** Files and symbolic links. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Everything below `path`, sorted by name, symbolic links not followed; what `skip` names is left out. */
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
 * The nearest folder that exists, at or above `path`.
 *
 * @throws WriteError `OUTSIDE` when a symbolic link leads from there out of the out folder, or nowhere.
 */
export function standingFolder(folder: OutFolder, path: string): string {
  if (path !== "." && statusIfThere(folder, path) === undefined) return standingFolder(folder, posix.dirname(path));
  const place = unless(["ENOENT"], () => folder.fs.realPath(locate(folder, path)));
  if (place === undefined) throw new WriteError("OUTSIDE", locate(folder, path));
  const way = relative(folder.fs.realPath(folder.path), place);
  if (way === ".." || way.startsWith(`..${sep}`)) throw new WriteError("OUTSIDE", locate(folder, path));
  return locate(folder, path);
}

/** The sha256 of a file's bytes, in hex. */
export function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function withWriteErrors(fs: FileSystem): FileSystem {
  const guarded = <T>(path: string, operation: () => T): T => {
    try {
      return attempt(path, operation);
    } catch (error) {
      if (!(error instanceof WriteError) || error.code !== "ENOTDIR") throw error;
      throw new WriteError(error.code, fileAbove(fs, path) ?? path, { cause: error.cause });
    }
  };
  return {
    readFile: (path) => guarded(path, () => fs.readFile(path)),
    writeFile: (path, content) => guarded(path, () => fs.writeFile(path, content)),
    createFile: (path, content) => guarded(path, () => fs.createFile(path, content)),
    sync: (path) => guarded(path, () => fs.sync(path)),
    rename: (from, to) => guarded(to, () => fs.rename(from, to)),
    removeFile: (path) => guarded(path, () => fs.removeFile(path)),
    removeFolder: (path) => guarded(path, () => fs.removeFolder(path)),
    makeFolder: (path) => guarded(path, () => fs.makeFolder(path)),
    list: (path) => guarded(path, () => fs.list(path)),
    realPath: (path) => guarded(path, () => fs.realPath(path)),
    status: (path) => guarded(path, () => fs.status(path)),
    assertWritable: (path) => guarded(path, () => fs.assertWritable(path)),
  };
}

/** The file that stands in the place of a folder above `path`; undefined where there is none any more. */
function fileAbove(fs: FileSystem, path: string): string | undefined {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
    try {
      return fs.status(above).kind === "file" ? above : undefined;
    } catch {
      // Below a file nothing can be examined: the file itself is further up.
    }
  }
  return undefined;
}
