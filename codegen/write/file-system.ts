import * as fs from "node:fs";

/** Kind of a file system entry. */
export type EntryKind = "file" | "folder" | "other";

/** A name in a folder; a symbolic link is `other`. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Status of a path; symbolic links are not followed. */
export interface EntryStatus {
  readonly kind: EntryKind;
  /** Equal for two paths to the same file, as on a disk that ignores case. */
  readonly identity: string;
  readonly modifiedAt: number;
}

/** All operations by which the writer uses the disk, so that a test can fail each of them in turn. */
export interface FileSystem {
  readonly readFile: (path: string) => Uint8Array;
  readonly writeFile: (path: string, content: string | Uint8Array | readonly Uint8Array[]) => void;
  /** Fails with EEXIST when the path exists; leaves nothing behind when it fails. */
  readonly createFile: (path: string, content: string) => void;
  /** Returns once the file's content is on the disk. */
  readonly sync: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly removeFile: (path: string) => void;
  /** Fails with ENOTEMPTY when the folder holds anything. */
  readonly removeFolder: (path: string) => void;
  /** Also makes missing parents. */
  readonly makeFolder: (path: string) => void;
  readonly list: (path: string) => readonly FolderEntry[];
  readonly realPath: (path: string) => string;
  readonly status: (path: string) => EntryStatus;
  readonly assertWritable: (path: string) => void;
}

/** The file system of Node. */
export const nodeFileSystem: FileSystem = {
  readFile: (path) => fs.readFileSync(path),
  writeFile,
  createFile,
  sync,
  rename: (from, to) => fs.renameSync(from, to),
  removeFile: (path) => fs.unlinkSync(path),
  removeFolder: (path) => fs.rmdirSync(path),
  makeFolder: (path) => void fs.mkdirSync(path, { recursive: true }),
  list: (path) =>
    fs.readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: entryKindOf(entry) })),
  realPath: (path) => fs.realpathSync(path),
  status: (path) => {
    const status = fs.lstatSync(path, { bigint: true });
    return { kind: entryKindOf(status), identity: `${status.dev}:${status.ino}`, modifiedAt: Number(status.mtimeMs) };
  },
  assertWritable: (path) => fs.accessSync(path, fs.constants.W_OK),
};

function entryKindOf(entry: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

function writeFile(path: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  if (typeof content === "string" || content instanceof Uint8Array) {
    fs.writeFileSync(path, content);
    return;
  }
  const file = fs.openSync(path, "w");
  try {
    for (const part of content) fs.writeFileSync(file, part);
  } finally {
    fs.closeSync(file);
  }
}

function createFile(path: string, content: string): void {
  const file = fs.openSync(path, "wx");
  try {
    fs.writeFileSync(file, content);
  } catch (error) {
    fs.unlinkSync(path);
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

function sync(path: string): void {
  const file = fs.openSync(path, "r+");
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
