import { readFileSync } from "node:fs";
import { grownShare, processMemoryIntervalMs, processMemorySamples } from "../../contract/limits.js";

const mb = 2 ** 20;

/** A process whose memory is watched. */
export interface WatchedProcess {
  readonly pid: number;
  /** Limit of what it may take beyond `baseMb`, in megabytes. */
  readonly limitMb: number;
  /** Memory that it took before it ran anything, in megabytes; undefined until it is ready. */
  readonly baseMb: number | undefined;
  /** It is above its limit. */
  readonly onExceeded: () => void;
  /** It has been above three quarters of its limit for a second. */
  readonly onGrown: () => void;
}

/** Reads the memory of processes several times a second, on Linux; other systems would need one more process to tell it. */
export class MemoryWatch {
  /** Samples in a row that were above three quarters of the limit. */
  readonly #highSamples = new Map<WatchedProcess, number>();
  #timer: NodeJS.Timeout | undefined;

  add(watched: WatchedProcess): void {
    this.#highSamples.set(watched, 0);
    this.#timer ??= setInterval(() => this.#sample(), processMemoryIntervalMs).unref();
  }

  remove(watched: WatchedProcess): void {
    this.#highSamples.delete(watched);
    if (this.#highSamples.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #sample(): void {
    for (const [watched, before] of this.#highSamples) {
      const { pid, limitMb, baseMb } = watched;
      const now = baseMb === undefined ? undefined : privateMb(pid);
      if (now === undefined || baseMb === undefined) continue;
      const taken = now - baseMb;
      if (taken > limitMb) watched.onExceeded();
      const samples = taken > limitMb * grownShare ? before + 1 : 0;
      this.#highSamples.set(watched, samples);
      if (samples === processMemorySamples) watched.onGrown();
    }
  }
}

/** Returns the memory that a process shares with no other, in megabytes; undefined where the system does not tell. */
export function privateMb(pid: number): number | undefined {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ").map(Number);
    return ((resident - shared) * pageBytes()) / mb;
  } catch {
    return undefined;
  }
}

let pageSize = 0;

/** Returns the size of a page, 4 to 64 KB, which follows from what this process knows of its own memory. */
function pageBytes(): number {
  if (pageSize > 0) return pageSize;
  const [, resident = 1] = readFileSync("/proc/self/statm", "latin1").split(" ").map(Number);
  pageSize = 2 ** Math.round(Math.log2(process.memoryUsage.rss() / resident));
  return pageSize;
}
