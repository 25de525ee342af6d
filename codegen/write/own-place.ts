import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";

const groupOrOthersWrite = 0o022;
const othersWrite = 0o002;
const sticky = 0o1000;

/** Users whose files are trusted like those of this process; undefined where the system has no such users. */
function trustedUsers(more: readonly number[]): ReadonlySet<number> | undefined {
  const own = process.geteuid?.();
  return own === undefined ? undefined : new Set([own, 0, ...more]);
}

/**
 * Tells whether nobody else can put files into a folder or replace it: it and all folders above are owned by this user, by
 * root or by `owners`, and writable by nobody else. A link counts with what it leads to. True where systems have no such users.
 */
export function isOwnFolder(folder: string, owners: readonly number[] = [], upTo = ""): boolean {
  const users = trustedUsers(owners);
  if (users === undefined) return true;
  try {
    return [...new Set([folder, realpathSync(folder)])].every((path) => isOwnChain(path, users, upTo));
  } catch {
    return false; // It does not exist, or cannot be looked at.
  }
}

/** Tells whether a path is a file, and no link, that only this user, root or `owners` can write. */
export function isOwnFile(path: string, owners: readonly number[] = []): boolean {
  const users = trustedUsers(owners);
  try {
    const status = lstatSync(path);
    return status.isFile() && (users === undefined || (users.has(status.uid) && !isWritableByOthers(status)));
  } catch {
    return false;
  }
}

function isOwnChain(path: string, users: ReadonlySet<number>, upTo: string): boolean {
  const status = statSync(path);
  if (!status.isDirectory() || !users.has(status.uid)) return false;
  // In a folder such as /tmp, only the owner of an entry can replace it.
  const isShared = isWritableByOthers(status) && (status.mode & sticky) === 0;
  const parent = dirname(path);
  return !isShared && (path === upTo || parent === path || isOwnChain(parent, users, upTo));
}

/** Where each user has a group for themselves, what the group may write is theirs alone. */
function isWritableByOthers({ mode, uid, gid }: Stats): boolean {
  return (mode & (uid === gid ? othersWrite : groupOrOthersWrite)) !== 0;
}
