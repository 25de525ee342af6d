import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { isOwnFile, isOwnFolder } from "./own-place.js";

const keyBytes = 32;

/** Shortest text that `ACTIONARY_CACHE_KEY` may hold: one that a person made up could be guessed. */
const namedKeyMinChars = 32;

/** Returns what is wrong with `ACTIONARY_CACHE_KEY`, in sentences; undefined if it can be used, or is not set. */
export function namedKeyFault(): string | undefined {
  const { ACTIONARY_CACHE_KEY: named = "" } = process.env;
  if (named === "" || named.length >= namedKeyMinChars) return undefined;
  return (
    `ACTIONARY_CACHE_KEY has ${named.length} characters, and needs ${namedKeyMinChars} or more: what others could guess ` +
    "seals nothing. It is not used. Make one with `openssl rand -hex 32`."
  );
}

/**
 * Returns the key by which this user's cache is told from what others have written. It stands in a file that only the user can
 * read, made when it is first needed; or in `ACTIONARY_CACHE_KEY`, for machines that share a cache. Undefined where it can be
 * neither read nor made: then nothing of a cache can be used.
 */
export function cacheKey(): Uint8Array | undefined {
  const { ACTIONARY_CACHE_KEY: named } = process.env;
  if (named && namedKeyFault() === undefined) return createHash("sha256").update(named).digest();
  try {
    const file = keyFile();
    return file === undefined ? undefined : (readKey(file) ?? makeKey(file));
  } catch {
    return undefined; // The home folder cannot be written, or there is none.
  }
}

function keyFile(): string | undefined {
  const { XDG_CONFIG_HOME: configured } = process.env;
  const [base, folder] =
    configured && isAbsolute(configured) ? [configured, configured] : [homedir(), join(homedir(), ".config")];
  return isAbsolute(base) && isThere(base) ? join(folder, "actionary", "cache-key") : undefined;
}

/** A home folder that does not exist stays so: root could make it, and whoever it is meant for would find it taken. */
function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A key that anybody else could have read or written is none. */
function readKey(file: string): Uint8Array | undefined {
  if (!isOwnFile(file) || !isOwnFolder(dirname(file))) return undefined;
  const isSecret = process.platform === "win32" || (statSync(file).mode & 0o077) === 0;
  const key = readFileSync(file);
  return isSecret && key.length === keyBytes ? key : undefined;
}

function makeKey(file: string): Uint8Array | undefined {
  const folder = dirname(file);
  // As root, in the home folder of somebody else, a key would keep them from making their own.
  const own = process.geteuid?.();
  if (own !== undefined && statSync(nearestFolder(folder)).uid !== own) return undefined;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwnFolder(folder)) return undefined;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, randomBytes(keyBytes), { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
    unlinkSync(draft);
  } catch {
    // Another process was faster; or what lies there is no key, or one that others could read.
    if (readKey(file) === undefined) renameSync(draft, file);
    else unlinkSync(draft);
  }
  return readKey(file);
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
