import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** Folders of a project for files that codegen makes again when they are lost, the inner one last. */
const cacheFolders = [".cache", ".cache/actionary"] as const;

/**
 * Returns the folder of a project's cache; undefined where it or the one around it is a link or a file: what codegen writes would
 * then land elsewhere, and what it reads would come from there.
 */
function cacheFolderOf(root: string): string | undefined {
  const folders = cacheFolders.map((name) => join(root, name));
  return folders.every((each) => lstatSync(each, { throwIfNoEntry: false })?.isDirectory() !== false)
    ? folders.at(-1)
    : undefined;
}

/** Returns the bytes of a file of the cache; none when there is no such file, or when it cannot be read. */
export function readCacheFile(root: string, name: string): Uint8Array {
  try {
    const folder = cacheFolderOf(root);
    return folder === undefined ? new Uint8Array() : readOwn(join(folder, name));
  } catch {
    return new Uint8Array();
  }
}

/** Tells whether a file of the cache exists. */
export function hasCacheFile(root: string, name: string): boolean {
  const folder = cacheFolderOf(root);
  return folder !== undefined && lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
}

/** Replaces a file of the cache as a whole. Ignores failures: the next run then makes the results again. */
export function writeCacheFile(root: string, name: string, bytes: Uint8Array): void {
  const folder = cacheFolderOf(root);
  if (folder !== undefined) replaceFile(folder, name, bytes);
}

/** Appends bytes to a file of the cache. Ignores failures: the next run then makes the results again. */
export function appendToCacheFile(root: string, name: string, bytes: Uint8Array): void {
  const folder = cacheFolderOf(root);
  if (folder === undefined) return;
  try {
    withFile(join(folder, name), constants.O_WRONLY | constants.O_APPEND, (file) => writeFileSync(file, bytes));
  } catch {
    // A part that was written ends the file for those who read it, and the next run prints it whole.
  }
}

/** Returns the compiled code under a name; undefined when there is none. */
export function readCompiledCode(folder: string, name: string): Uint8Array | undefined {
  try {
    return readOwn(join(folder, name));
  } catch {
    return undefined;
  }
}

/** Leaves compiled code for other processes. Ignores failures: they then compile it again. */
export function writeCompiledCode(folder: string, name: string, bytes: Uint8Array): void {
  replaceFile(folder, name, bytes);
}

function readOwn(path: string): Buffer {
  return withFile(path, constants.O_RDONLY, (file) => readFileSync(file));
}

/** Opens a file for some work; fails for a link. */
function withFile<T>(path: string, flags: number, work: (file: number) => T): T {
  const file = openSync(path, flags | (constants.O_NOFOLLOW ?? 0));
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

function replaceFile(folder: string, name: string, content: Uint8Array): void {
  const target = join(folder, name);
  const next = `${target}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    if (lstatSync(join(folder, ".gitignore"), { throwIfNoEntry: false }) === undefined) {
      writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
    }
    for (const left of readdirSync(folder).filter(isLeftOver)) remove(join(folder, left));
    remove(next);
    writeFileSync(next, content, { flag: "wx" });
    renameSync(next, target);
  } catch {
    remove(next);
  }
}

/** Tells whether a file is a draft of a process that has ended. */
function isLeftOver(name: string): boolean {
  const [, pid] = /^[a-z0-9-]+\.(\d+)$/.exec(name) ?? [];
  if (pid === undefined || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where removing fails, writing fails too.
  }
}
