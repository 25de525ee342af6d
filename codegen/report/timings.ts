import { performance } from "node:perf_hooks";

/** The phases of a run, in their order; `other` is what none of them claims. */
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

export type Phase = (typeof phases)[number];

/** Milliseconds by phase; together they are the whole run. */
export type Timings = Readonly<Record<Phase, number>>;

/** Measures where the time goes: a phase within another stops the outer one's clock. */
export class Stopwatch {
  readonly #spent = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>;
  readonly #now: () => number;
  #phase: Phase = "other";
  #since: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Runs `work` on the account of `phase`, a promise until it is settled. */
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

  /** What was spent until now, to a tenth of a millisecond. */
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
