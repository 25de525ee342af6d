import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { sep } from "node:path";

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
  return acceptedIn(folder, accepts) ?? [`${folder}${sep}*`];
}

/**
 * Returns the accepted parts of a folder; undefined if that is everything. Paths are joined by hand, and listed only where
 * something is left out: packages have thousands of files, and a runtime waits for this when it is created.
 */
function acceptedIn(folder: string, accepts: Accepts): readonly string[] | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  let parts: string[] | undefined;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as Dirent;
    const path = folder + sep + entry.name;
    // Node's flags take the character for everything that follows.
    const isAccepted = accepts(entry, path) && !entry.name.includes("*");
    const own = isAccepted && entry.isDirectory() ? acceptedIn(path, accepts) : undefined;
    if (isAccepted && own === undefined) parts?.push(wholeOf(entry, path));
    else {
      parts ??= entries.slice(0, index).map((each) => wholeOf(each, folder + sep + each.name));
      for (const part of own ?? []) parts.push(part);
    }
  }
  return parts;
}

function wholeOf(entry: Dirent, path: string): string {
  return entry.isDirectory() ? `${path}${sep}*` : path;
}

function isWithin(folder: string, link: string): boolean {
  try {
    return `${realpathSync(link)}${sep}`.startsWith(`${folder}${sep}`);
  } catch {
    return false; // It leads nowhere, now.
  }
}
