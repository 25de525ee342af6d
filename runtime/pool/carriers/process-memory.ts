import { readFileSync } from "node:fs";
import { grownShare, processMemoryIntervalMs, processMemorySamples } from "../../contract/limits.js";

/** A process whose memory is watched. */
export interface WatchedProcess {
  readonly pid: number;
  /** Limit of what it may take beyond `baseMb`, in megabytes. */
  readonly limitMb: number;
  /** Memory that it took before it ran anything, in megabytes; undefined until it is ready. */
  readonly baseMb: number | undefined;
  /** It is above its limit. */
  readonly onExceeded: () => void;
  /** Called with each sample. */
  readonly onSample: () => void;
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
      watched.onSample();
      const now = baseMb === undefined ? undefined : memoryMb(pid);
      if (now === undefined || baseMb === undefined) continue;
      const taken = now - baseMb;
      if (taken > limitMb) watched.onExceeded();
      const samples = taken > limitMb * grownShare ? before + 1 : 0;
      this.#highSamples.set(watched, samples);
      if (samples === processMemorySamples) watched.onGrown();
    }
  }
}

/**
 * Returns the memory of a process, in megabytes: what it shares with no other, what it may share with those that it starts,
 * and what of it was moved out; not the files that it maps. Undefined where the system does not tell.
 */
export function memoryMb(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const [own, shared, moved] = ["RssAnon", "RssShmem", "VmSwap"].map((name) => kilobytes(status, name));
    return own === undefined ? undefined : (own + (shared ?? 0) + (moved ?? 0)) / 1024;
  } catch {
    return undefined;
  }
}

function kilobytes(status: string, name: string): number | undefined {
  const at = status.indexOf(`\n${name}:`);
  return at === -1 ? undefined : Number.parseInt(status.slice(at + name.length + 2), 10);
}
