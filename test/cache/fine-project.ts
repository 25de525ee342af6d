import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leanOptions, readFiles } from "../project/make-project.js";

/** Files of a project with one action, one helper and one secret. */
export const fine: Readonly<Record<string, string>> = {
  ...readFiles(new URL("./fixtures/fine/", import.meta.url)),
  "tsconfig.json": leanOptions,
};

/** Returns the folder of the cache. */
export function cacheOf(root: string): string {
  return join(root, ".cache/actionary");
}

/** Reads the files of the cache, by name. */
export function cacheFiles(root: string): ReadonlyMap<string, string> {
  if (!existsSync(cacheOf(root))) return new Map();
  const names = readdirSync(cacheOf(root)).filter((name) => !name.startsWith("."));
  return new Map(names.sort().map((name) => [name, readFileSync(join(cacheOf(root), name), "latin1")]));
}
