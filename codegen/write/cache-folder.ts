import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    writeFileSync(next, text);
    renameSync(next, place);
  } catch {
    rmSync(next, { force: true });
  }
}
