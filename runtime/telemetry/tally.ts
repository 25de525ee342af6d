import { actionErrorCodes } from "../contract/errors.js";
import type { CallOutcome } from "./events.js";

/** The upper bounds of the histogram's buckets, in milliseconds; one bucket more holds what took longer. */
export const latencyBounds: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000,
];

/** How calls ended, and how long they took from `run()` to their answer. */
export interface CallCounts {
  /** How many ended. */
  readonly total: number;
  /** How many ended in each way; what never happened is left out. */
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>;
  /** All their milliseconds. */
  readonly totalMs: number;
  /** How many took at most `latencyBounds[i]` milliseconds and more than the bound before; the last: longer than all. */
  readonly latency: readonly number[];
}

const outcomes: readonly CallOutcome[] = ["ok", ...actionErrorCodes];
const indexOf: ReadonlyMap<CallOutcome, number> = new Map(outcomes.map((outcome, index) => [outcome, index]));

/** Counts calls in constant memory. */
export class Tally {
  readonly #byOutcome = new Float64Array(outcomes.length);
  readonly #byLatency = new Float64Array(latencyBounds.length + 1);
  #totalMs = 0;

  /** Counts a call; `bucket` is `bucketOf(ms)`, which several tallies share. */
  count(outcome: CallOutcome, ms: number, bucket: number = bucketOf(ms)): void {
    // "ok" is the first: no look-up for most calls.
    const index = outcome === "ok" ? 0 : (indexOf.get(outcome) ?? 0);
    this.#byOutcome[index] = (this.#byOutcome[index] ?? 0) + 1;
    this.#byLatency[bucket] = (this.#byLatency[bucket] ?? 0) + 1;
    this.#totalMs += ms;
  }

  /** Counts all that another tally has counted. */
  add(other: Tally): void {
    for (const [index, count] of other.#byOutcome.entries())
      this.#byOutcome[index] = (this.#byOutcome[index] ?? 0) + count;
    for (const [index, count] of other.#byLatency.entries())
      this.#byLatency[index] = (this.#byLatency[index] ?? 0) + count;
    this.#totalMs += other.#totalMs;
  }

  counts(): CallCounts {
    const found = outcomes.flatMap((outcome, index) => {
      const count = this.#byOutcome[index] ?? 0;
      return count === 0 ? [] : [[outcome, count] as const];
    });
    return {
      total: found.reduce((sum, [, count]) => sum + count, 0),
      outcomes: Object.fromEntries(found),
      totalMs: this.#totalMs,
      latency: [...this.#byLatency],
    };
  }
}

/** The bucket of a duration. */
export function bucketOf(ms: number): number {
  let bucket = 0;
  while (bucket < latencyBounds.length && ms > (latencyBounds[bucket] ?? 0)) bucket++;
  return bucket;
}
