import { readFileSync } from "node:fs";

const mb = 2 ** 20;

/** How often the memory of process lanes is looked at, in milliseconds. */
const periodMs = 100;

/** Lanes that have been above three quarters for so many looks are not just holding garbage. */
const grownLooks = 10;

/** A process whose memory is watched. */
export interface Watched {
  readonly pid: number;
  /** How much it may take beyond what it took when it began, in megabytes. */
  readonly limitMb: number;
  /** What it took before it ran anything; undefined until it is ready. */
  readonly baseMb: number | undefined;
  /** It is above its limit. */
  readonly onBurst: () => void;
  /** It has been above three quarters of its limit for a second. */
  readonly onGrown: () => void;
}

/** Looks at the memory of processes some times a second, on Linux; elsewhere nothing tells it without a process more. */
export class MemoryWatch {
  readonly #looks = new Map<Watched, number>();
  #timer: NodeJS.Timeout | undefined;

  add(watched: Watched): void {
    this.#looks.set(watched, 0);
    this.#timer ??= setInterval(() => this.#look(), periodMs).unref();
  }

  remove(watched: Watched): void {
    this.#looks.delete(watched);
    if (this.#looks.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    for (const [watched, above] of this.#looks) {
      const { pid, limitMb, baseMb } = watched;
      const now = baseMb === undefined ? undefined : privateMb(pid);
      if (now === undefined || baseMb === undefined) continue;
      const taken = now - baseMb;
      if (taken > limitMb) watched.onBurst();
      const looks = taken > limitMb * 0.75 ? above + 1 : 0;
      this.#looks.set(watched, looks);
      if (looks === grownLooks) watched.onGrown();
    }
  }
}

/** The memory that a process shares with no other, in megabytes; undefined where the system does not tell. */
export function privateMb(pid: number): number | undefined {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ").map(Number);
    return ((resident - shared) * pageBytes()) / mb;
  } catch {
    return undefined;
  }
}

let pageSize = 0;

/** The size of a page: 4 KB on most systems, up to 64 on some. Found by what this process knows of itself. */
function pageBytes(): number {
  if (pageSize > 0) return pageSize;
  const [, resident = 1] = readFileSync("/proc/self/statm", "latin1").split(" ").map(Number);
  pageSize = 2 ** Math.round(Math.log2(process.memoryUsage.rss() / resident));
  return pageSize;
}
