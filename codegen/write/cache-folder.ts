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
  const place = join(root, folder, name);
  const next = `${place}.${process.pid}`;
  try {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, ".gitignore"), "*\n");
    for (const left of readdirSync(join(root, folder)).filter(isLeftOver)) remove(join(root, folder, left));
    writeFileSync(next, text);
    renameSync(next, place);
  } catch {
    remove(next);
  }
}

/** Writes a text behind one file of the cache. Where that is refused, the next run works it out again. */
export function appendToCacheFile(root: string, name: string, text: string): void {
  try {
    appendFileSync(join(root, folder, name), text);
  } catch {
    // What of it was written is found by its checksum.
  }
}

/** Whether a file was on its way to its place when the process that wrote it ended. */
function isLeftOver(name: string): boolean {
  const [, pid] = /^[a-z]+\.(\d+)$/.exec(name) ?? [];
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
