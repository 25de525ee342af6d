import { posix } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emptyLockGraceMs, lockPatienceMs, lockPollMs } from "../model/limits.js";
import { buildFolder, lockFile } from "./layout.js";
import { isAlive, type LockHolder, parseHolder, registerHolder, unregisterHolder } from "./lock-holder.js";
import { locate, nearestFolder, type OutFolder, readIfThere, removeFileIfThere, statusIfThere } from "./out-folder.js";
import { unless, WriteError } from "./write-error.js";

/**
 * Runs `run` while no other run, of this process or another, holds the lock. Takes over a lock whose process has ended.
 *
 * @throws WriteError `LOCKED` when another holds the lock for longer than `patienceMs`.
 */
export async function withLock<T>(
  folder: OutFolder,
  run: () => T | Promise<T>,
  patienceMs = lockPatienceMs,
): Promise<T> {
  const self = registerHolder();
  try {
    await acquireLock(folder, self, patienceMs);
    return await run();
  } finally {
    releaseLock(folder, self);
  }
}

/** Tells whether there is a lock, of a running process or one that has ended. */
export function hasLock(folder: OutFolder): boolean {
  const entries = unless(["ENOENT"], () => folder.fs.list(locate(folder, buildFolder))) ?? [];
  return entries.some(({ name }) => posix.join(buildFolder, name).startsWith(lockFile));
}

async function acquireLock(folder: OutFolder, self: LockHolder, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  folder.fs.makeFolder(folder.path);
  nearestFolder(folder, buildFolder); // First, because it may be a link to another folder.
  folder.fs.makeFolder(locate(folder, buildFolder));
  while (!tryAcquire(folder, lockFile, self)) {
    if (Date.now() >= deadline) throw lockedBy(folder);
    await sleep(lockPollMs);
  }
  for (const { name } of folder.fs.list(locate(folder, buildFolder))) {
    const path = posix.join(buildFolder, name);
    if (path.startsWith(guardOf(lockFile))) clearDead(folder, path, self);
  }
}

function tryAcquire(folder: OutFolder, path: string, self: LockHolder): boolean {
  return createLock(folder, path, self) || (clearDead(folder, path, self) && createLock(folder, path, self));
}

function createLock(folder: OutFolder, path: string, self: LockHolder): boolean {
  const created = unless(["EEXIST"], () => {
    folder.fs.createFile(locate(folder, path), `${JSON.stringify(self)}\n`);
    return true;
  });
  return created ?? false;
}

/**
 * Removes a dead lock. When two runs find it dead, only one may remove it: the slower would remove the new lock of the
 * faster. So a lock is removed only under a second one, its guard, and only if it is still dead; a dead guard is removed
 * in the same way.
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
  return status !== undefined && Math.abs(Date.now() - status.modifiedAt) > emptyLockGraceMs;
}

/** Removes the lock. Ignores failures: the lock counts as dead now. */
function releaseLock(folder: OutFolder, self: LockHolder): void {
  unregisterHolder(self);
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
