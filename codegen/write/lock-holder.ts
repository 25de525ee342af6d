import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { threadId } from "node:worker_threads";

/** Who holds a lock: written into it, and judged by whoever finds it. */
export interface LockHolder {
  /** Tells one holding from another. */
  readonly id: string;
  readonly pid: number;
  readonly thread: number;
  readonly host: string;
  readonly startedAt: number;
  /** When the process began, in the kernel's ticks: a later process with the same pid has another. Linux alone tells. */
  readonly processStart?: string;
}

/** A holder that cannot be examined (another machine, no /proc) is believed for so long; writing takes seconds. */
const believedForMs = 10 * 60_000;

/** Locks of this thread, by id: one that is written but not here was let go of, though its file could not be removed. */
const heldHere = new Set<string>();

/** This thread as the holder of a lock, alive until `retire`. */
export function enlist(): LockHolder {
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

export function retire(holder: LockHolder): void {
  heldHere.delete(holder.id);
}

/** The holder that a lock names; undefined when its writer was cut short, or it is none of ours. */
export function parseHolder(content: Uint8Array): LockHolder | undefined {
  try {
    const holder: Partial<LockHolder> | null = JSON.parse(Buffer.from(content).toString());
    const isWhole = typeof holder?.pid === "number" && typeof holder.startedAt === "number";
    return isWhole ? { id: "", pid: holder.pid, thread: 0, host: "", startedAt: 0, ...holder } : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether the holder may still be at work. */
export function isAlive(holder: LockHolder): boolean {
  const isBelieved = Math.abs(Date.now() - holder.startedAt) < believedForMs;
  if (holder.host !== hostname()) return isBelieved;
  if (holder.pid === process.pid && holder.thread === threadId) return heldHere.has(holder.id);
  if (!exists(holder.pid)) return false;
  const start = readProcessStart(holder.pid);
  if (start === "ended") return false;
  return start === undefined || holder.processStart === undefined ? isBelieved : start === holder.processStart;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Ticks as text; undefined where there is no /proc; `ended` for a zombie, which `kill` still reports as there. */
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
