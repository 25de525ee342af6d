import { actionErrorCodes } from "../contract/errors.js";
import type { CallOutcome } from "./events.js";

/** Upper bounds of the histogram's buckets, in milliseconds; one more bucket holds longer calls. */
export const latencyBounds: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000,
];

/** Outcomes of calls, and their times from `run()` to the answer. */
export interface CallCounts {
  /** Number of ended calls. */
  readonly total: number;
  /** Number of calls by outcome, without outcomes that never happened. */
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>;
  /** Sum of their times, in milliseconds. */
  readonly totalMs: number;
  /** Number of calls that took at most `latencyBounds[i]` milliseconds and more than the bound before it; the last: more than all. */
  readonly latency: readonly number[];
}

const outcomes: readonly CallOutcome[] = ["ok", ...actionErrorCodes];
const outcomeIndexes: ReadonlyMap<CallOutcome, number> = new Map(outcomes.map((outcome, index) => [outcome, index]));

/** Counts calls in constant memory. */
export class Tally {
  readonly #byOutcome = new Float64Array(outcomes.length);
  readonly #byLatency = new Float64Array(latencyBounds.length + 1);
  #totalMs = 0;

  /** Counts a call; `bucket` is `bucketOf(ms)`, computed once for several tallies. */
  count(outcome: CallOutcome, ms: number, bucket: number = bucketOf(ms)): void {
    // "ok" is the first, so most calls need no look-up.
    const index = outcome === "ok" ? 0 : (outcomeIndexes.get(outcome) ?? 0);
    this.#byOutcome[index] = (this.#byOutcome[index] ?? 0) + 1;
    this.#byLatency[bucket] = (this.#byLatency[bucket] ?? 0) + 1;
    this.#totalMs += ms;
  }

  /** Adds the counts of another tally. */
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

/** Returns the index of the bucket of a duration. */
export function bucketOf(ms: number): number {
  let bucket = 0;
  while (bucket < latencyBounds.length && ms > (latencyBounds[bucket] ?? 0)) bucket++;
  return bucket;
}
