import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";

/** What lanes may read of a package. `DIR/*` is a folder with everything in it. */
export interface ReadableParts {
  /** Absolute paths. */
  readonly parts: readonly string[];
  /** Entries that are left out and often hold secrets, and links that lead elsewhere. */
  readonly secretive: readonly string[];
}

/** Names of files and folders that hold secrets in many projects; not those that show how such a file looks. */
const secretiveName =
  /^\.(?:env(?:\..+)?|git|ssh|aws|azure|gnupg|kube|docker|npmrc|yarnrc\.yml|netrc|pgpass|htpasswd|secrets?)$/;
const exampleName = /^\.env\.(?:example|sample|template|schema)$/;

/** Tells whether a folder without links is no installed package but somebody's project, to which a workspace or `npm link` leads. */
export function isProject(folder: string): boolean {
  return !folder.split(sep).includes("node_modules");
}

/**
 * Returns what lanes may read of a package in a folder whose path has no links. Links that lead out of it are left out. In a
 * project, names that begin with a dot (`.env`, `.git`), links and `node_modules` are left out, too.
 */
export function readableParts(folder: string): ReadableParts {
  const secretive: string[] = [];
  if (!isProject(folder)) {
    return { parts: partsOf(folder, (entry, path) => !entry.isSymbolicLink() || isWithin(folder, path)), secretive };
  }
  const parts = partsOf(folder, (entry, path) => {
    const isSecretive = secretiveName.test(entry.name) && !exampleName.test(entry.name);
    if (isSecretive || (entry.isSymbolicLink() && !isWithin(folder, path))) secretive.push(path);
    return !entry.name.startsWith(".") && entry.name !== "node_modules" && !entry.isSymbolicLink();
  });
  return { parts, secretive };
}

type Accepts = (entry: Dirent, path: string) => boolean;

/** One path where everything in a folder is accepted, else one for each of its entries. */
function partsOf(folder: string, accepts: Accepts): readonly string[] {
  const parts: string[] = [];
  let isWhole = true;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const whole = entry.isDirectory() ? join(path, "*") : path;
    const own = partsOfEntry(entry, path, accepts);
    isWhole &&= own.length === 1 && own[0] === whole;
    parts.push(...own);
  }
  return isWhole ? [join(folder, "*")] : parts;
}

function partsOfEntry(entry: Dirent, path: string, accepts: Accepts): readonly string[] {
  // Node's flags take the character for everything that follows.
  if (!accepts(entry, path) || entry.name.includes("*")) return [];
  return entry.isDirectory() ? partsOf(path, accepts) : [path];
}

function isWithin(folder: string, link: string): boolean {
  try {
    return `${realpathSync(link)}${sep}`.startsWith(`${folder}${sep}`);
  } catch {
    return false; // It leads nowhere, now.
  }
}
