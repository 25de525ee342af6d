import { performance } from "node:perf_hooks";

/** Phases of a run, in order; `other` is the rest of its time. */
export const phases = [
  "compare",
  "load",
  "parse",
  "read",
  "check",
  "compile",
  "validators",
  "emit",
  "write",
  "remember",
  "other",
] as const;

/** A phase of a run. */
export type Phase = (typeof phases)[number];

/** Milliseconds by phase; their sum is the whole run. */
export type Timings = Readonly<Record<Phase, number>>;

/** Measures the time of each phase. A phase within another stops the clock of the outer one. */
export class Stopwatch {
  readonly #spent = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>;
  readonly #now: () => number;
  #phase: Phase = "other";
  #since: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Runs `work` and counts its time as that of `phase`; that of a promise until it settles. */
  timed<T>(phase: Phase, work: () => T): T {
    const outer = this.#phase;
    this.#enter(phase);
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.#enter(outer);
      throw error;
    }
    if (result instanceof Promise) return result.finally(() => this.#enter(outer)) as T;
    this.#enter(outer);
    return result;
  }

  /** Returns the time of each phase so far, rounded to 0.1 ms. */
  timings(): Timings {
    this.#enter(this.#phase);
    return Object.fromEntries(phases.map((phase) => [phase, Math.round(this.#spent[phase] * 10) / 10])) as Timings;
  }

  #enter(phase: Phase): void {
    const now = this.#now();
    this.#spent[this.#phase] += now - this.#since;
    this.#since = now;
    this.#phase = phase;
  }
}
