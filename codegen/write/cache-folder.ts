import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** Folder of a project for files that codegen makes again when they are lost. */
const cacheFolder = ".cache/actionary";

/** Returns a file of the cache as text; empty when there is none, or when it cannot be read. */
export function readCacheFile(root: string, name: string): string {
  try {
    return readFileSync(join(root, cacheFolder, name), "utf8");
  } catch {
    return "";
  }
}

/** Tells whether a file of the cache exists. */
export function hasCacheFile(root: string, name: string): boolean {
  return existsSync(join(root, cacheFolder, name));
}

/** Replaces a file of the cache as a whole. Ignores failures: the next run then makes the results again. */
export function writeCacheFile(root: string, name: string, text: string): void {
  replaceFile(join(root, cacheFolder), name, text);
}

/** Appends a text to a file of the cache. Ignores failures: the next run then makes the results again. */
export function appendToCacheFile(root: string, name: string, text: string): void {
  try {
    appendFileSync(join(root, cacheFolder, name), text);
  } catch {
    // A part that was written is detected by its checksum.
  }
}

/** Returns the compiled code under a name; undefined when there is none. */
export function readCompiledCode(folder: string, name: string): Uint8Array | undefined {
  try {
    return readFileSync(join(folder, name));
  } catch {
    return undefined;
  }
}

/** Leaves compiled code for other processes. Ignores failures: they then compile it again. */
export function writeCompiledCode(folder: string, name: string, bytes: Uint8Array): void {
  replaceFile(folder, name, bytes);
}

function replaceFile(folder: string, name: string, content: string | Uint8Array): void {
  const target = join(folder, name);
  const next = `${target}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, ".gitignore"), "*\n");
    for (const left of readdirSync(folder).filter(isLeftOver)) remove(join(folder, left));
    writeFileSync(next, content);
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
