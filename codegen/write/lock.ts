import { posix } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildFolder, lockFile } from "./layout.js";
import { enlist, isAlive, type LockHolder, parseHolder, retire } from "./lock-holder.js";
import { locate, type OutFolder, readIfThere, removeFileIfThere, standingFolder, statusIfThere } from "./out-folder.js";
import { unless, WriteError } from "./write-error.js";

const pollMs = 25;

/** How long an empty lock is left alone: its writer has opened it and not yet written, or died in between. */
const blankForMs = 2_000;

/**
 * Runs `run` while no other run, of this process or another, is within. A lock whose process is gone is taken over.
 *
 * @throws WriteError `LOCKED` when another holds the lock for longer than `patienceMs`.
 */
export async function withLock<T>(folder: OutFolder, run: () => T | Promise<T>, patienceMs = 30_000): Promise<T> {
  const self = enlist();
  try {
    await acquire(folder, self, patienceMs);
    return await run();
  } finally {
    release(folder, self);
  }
}

/** Tells whether anybody, dead or alive, has left a lock. */
export function hasLock(folder: OutFolder): boolean {
  const entries = unless(["ENOENT"], () => folder.fs.list(locate(folder, buildFolder))) ?? [];
  return entries.some(({ name }) => posix.join(buildFolder, name).startsWith(lockFile));
}

async function acquire(folder: OutFolder, self: LockHolder, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  folder.fs.makeFolder(folder.path);
  standingFolder(folder, buildFolder); // Before it is entered: it may be a link to somewhere else.
  folder.fs.makeFolder(locate(folder, buildFolder));
  while (!tryAcquire(folder, lockFile, self)) {
    if (Date.now() >= deadline) throw lockedBy(folder);
    await sleep(pollMs);
  }
  for (const { name } of folder.fs.list(locate(folder, buildFolder))) {
    const path = posix.join(buildFolder, name);
    if (path.startsWith(guardOf(lockFile))) clearDead(folder, path, self);
  }
}

function tryAcquire(folder: OutFolder, path: string, self: LockHolder): boolean {
  return create(folder, path, self) || (clearDead(folder, path, self) && create(folder, path, self));
}

function create(folder: OutFolder, path: string, self: LockHolder): boolean {
  const created = unless(["EEXIST"], () => {
    folder.fs.createFile(locate(folder, path), `${JSON.stringify(self)}\n`);
    return true;
  });
  return created ?? false;
}

/**
 * Removes a dead lock. Two that find the same one dead must not both remove: the slower would remove the lock that the
 * faster has just made. So a lock is removed only under a second one, its guard, and only if it is dead still; a dead
 * guard is removed in the same way.
 */
function clearDead(folder: OutFolder, path: string, self: LockHolder): boolean {
  if (!isDead(folder, path)) return false;
  const guard = guardOf(path);
  if (!tryAcquire(folder, guard, self)) return false;
  if (isDead(folder, path)) removeFileIfThere(folder, path);
  removeFileIfThere(folder, guard);
  return true;
}

function guardOf(path: string): string {
  return `${path}.takeover`;
}

function isDead(folder: OutFolder, path: string): boolean {
  const content = readIfThere(folder, path);
  if (content === undefined) return false;
  const holder = parseHolder(content);
  if (holder !== undefined) return !isAlive(holder);
  const status = statusIfThere(folder, path);
  return status !== undefined && Math.abs(Date.now() - status.modifiedAt) > blankForMs;
}

/** A lock that cannot be removed is no failure of the run: from here on it counts as dead. */
function release(folder: OutFolder, self: LockHolder): void {
  retire(self);
  try {
    const content = readIfThere(folder, lockFile);
    if (content !== undefined && parseHolder(content)?.id === self.id) removeFileIfThere(folder, lockFile);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
  }
}

function lockedBy(folder: OutFolder): WriteError {
  const content = readIfThere(folder, lockFile);
  const holder = content === undefined ? undefined : parseHolder(content);
  const who = holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`;
  const detail = `another run of actionary (${who}) is writing; if none is, delete this file`;
  return new WriteError("LOCKED", locate(folder, lockFile), { detail });
}
