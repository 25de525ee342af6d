import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../../runtime/contract/json.js";

/** A package.json. */
export interface PackageManifest {
  /** The absolute path. */
  readonly path: string;
  readonly content: JsonObject;
}

/** Returns the package.json of the package that a file belongs to; undefined where none can be read. */
export function nearestManifest(file: string): PackageManifest | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return readManifest(path);
    if (dirname(folder) === folder) return undefined;
  }
}

function readManifest(path: string): PackageManifest | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(content) ? { path, content } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns the file that Node loads for a part of a package, by its absolute path; undefined where the manifest names none.
 * `part` is empty or begins with `/`.
 */
export function runtimeEntryOf({ path, content }: PackageManifest, part: string): string | undefined {
  const folder = dirname(path);
  const { exports, main } = content;
  if (exports !== undefined) {
    const target = exportTarget(exports, `.${part}`);
    return target === undefined ? undefined : join(folder, target);
  }
  return join(folder, part === "" ? (typeof main === "string" ? main : "index.js") : part);
}

/** Conditions under which the modules of a build import. */
const conditions = ["node", "import", "module-sync", "default"];

function exportTarget(exports: Json, key: string): string | undefined {
  if (!isJsonObject(exports) || !Object.keys(exports).some((each) => each.startsWith("."))) {
    return key === "." ? conditionalTarget(exports) : undefined;
  }
  const exact = exports[key];
  if (exact !== undefined) return conditionalTarget(exact);
  for (const [pattern, target] of Object.entries(exports)) {
    const [before = "", after] = pattern.split("*");
    if (after === undefined || !key.startsWith(before) || !key.endsWith(after)) continue;
    return conditionalTarget(target)?.replaceAll("*", key.slice(before.length, key.length - after.length));
  }
  return undefined;
}

function conditionalTarget(target: Json): string | undefined {
  if (typeof target === "string") return target;
  if (Array.isArray(target)) return target.map(conditionalTarget).find((each) => each !== undefined);
  if (!isJsonObject(target)) return undefined;
  const chosen = Object.keys(target).find((key) => conditions.includes(key));
  return chosen === undefined ? undefined : conditionalTarget(target[chosen] as Json);
}
