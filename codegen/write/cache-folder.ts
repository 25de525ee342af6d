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

/** Where a project keeps what is worked out again when it is lost. */
const folder = ".cache/actionary";

/** One file of the cache as text; empty where there is none. */
export function readCacheFile(root: string, name: string): string {
  try {
    return readFileSync(join(root, folder, name), "utf8");
  } catch {
    // A cache that cannot be read is an empty one.
    return "";
  }
}

/** Whether there is such a file of the cache. */
export function hasCacheFile(root: string, name: string): boolean {
  return existsSync(join(root, folder, name));
}

/** Replaces one file of the cache whole. Where that is refused, the next run works it out again. */
export function writeCacheFile(root: string, name: string, text: string): void {
  replaceFile(join(root, folder), name, text);
}

/** Writes a text behind one file of the cache. Where that is refused, the next run works it out again. */
export function appendToCacheFile(root: string, name: string, text: string): void {
  try {
    appendFileSync(join(root, folder, name), text);
  } catch {
    // What of it was written is found by its checksum.
  }
}

/** The compiled code that was left under a name; undefined where there is none. */
export function readCompiledCode(folder: string, name: string): Uint8Array | undefined {
  try {
    return readFileSync(join(folder, name));
  } catch {
    return undefined;
  }
}

/** Leaves compiled code for other processes. Where that is refused, they compile it again. */
export function writeCompiledCode(folder: string, name: string, bytes: Uint8Array): void {
  replaceFile(folder, name, bytes);
}

function replaceFile(folder: string, name: string, content: string | Uint8Array): void {
  const place = join(folder, name);
  const next = `${place}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, ".gitignore"), "*\n");
    for (const left of readdirSync(folder).filter(isLeftOver)) remove(join(folder, left));
    writeFileSync(next, content);
    renameSync(next, place);
  } catch {
    remove(next);
  }
}

/** Whether a file was on its way to its place when the process that wrote it ended. */
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
    // Whatever refuses that refuses to be written, too.
  }
}
