import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { threadId } from "node:worker_threads";
import { lockHolderTrustMs } from "../model/limits.js";

/** Holder of a lock, as written into it. */
export interface LockHolder {
  /** Unique for each time that a lock is taken. */
  readonly id: string;
  readonly pid: number;
  readonly thread: number;
  readonly host: string;
  readonly startedAt: number;
  /** Start of the process in the kernel's ticks, which tells it from a later one with the same pid. Linux only. */
  readonly processStart?: string;
}

/** Ids of the locks that this thread holds. A lock of this thread that is not here was released, but its file stayed. */
const heldHere = new Set<string>();

/** Returns this thread as the holder of a lock, which counts as alive until `unregisterHolder`. */
export function registerHolder(): LockHolder {
  const processStart = readProcessStart("self");
  const id = randomUUID();
  heldHere.add(id);
  return {
    id,
    pid: process.pid,
    thread: threadId,
    host: hostname(),
    startedAt: Date.now(),
    ...(typeof processStart === "string" ? { processStart } : {}),
  };
}

/** Ends a holder of this thread. */
export function unregisterHolder(holder: LockHolder): void {
  heldHere.delete(holder.id);
}

/** Returns the holder that a lock names; undefined when its content is incomplete or unknown. */
export function parseHolder(content: Uint8Array): LockHolder | undefined {
  try {
    const holder: Partial<LockHolder> | null = JSON.parse(Buffer.from(content).toString());
    const isWhole = typeof holder?.pid === "number" && typeof holder.startedAt === "number";
    return isWhole ? { id: "", pid: holder.pid, thread: 0, host: "", startedAt: 0, ...holder } : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether the holder may still be running. */
export function isAlive(holder: LockHolder): boolean {
  const isTrusted = Math.abs(Date.now() - holder.startedAt) < lockHolderTrustMs;
  if (holder.host !== hostname()) return isTrusted;
  if (holder.pid === process.pid && holder.thread === threadId) return heldHere.has(holder.id);
  if (!exists(holder.pid)) return false;
  const start = readProcessStart(holder.pid);
  if (start === "ended") return false;
  return start === undefined || holder.processStart === undefined ? isTrusted : start === holder.processStart;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Returns the ticks as text; undefined without /proc; `ended` for a zombie, which `kill` reports as running. */
function readProcessStart(pid: number | "self"): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in brackets, and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "ended" : fields[19];
  } catch {
    return undefined;
  }
}
