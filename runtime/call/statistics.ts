import type { LaneReport, PoolReport } from "../backend/backend.js";
import type { CallOutcome, RuntimeEvent } from "../telemetry/events.js";
import { bucketOf, type CallCounts, Tally } from "../telemetry/tally.js";

/** One lane at this moment. */
export interface LaneStats {
  /** Its number, as in events. */
  readonly lane: number;
  readonly domain: string;
  readonly state: "starting" | "open" | "draining";
  /** Calls that it has and has not begun. */
  readonly queued: number;
  /** Calls whose function runs, also those that nobody waits for any more. */
  readonly running: number;
  /** Calls that ended in it. */
  readonly calls: CallCounts;
}

/** What shares lanes: one set of secrets and one tenant. Only the thousand that were used last are remembered. */
export interface DomainStats {
  readonly queued: number;
  readonly running: number;
  readonly lanes: number;
  /** Lanes that were lost or replaced for a fault, ever. */
  readonly restarts: number;
  readonly calls: CallCounts;
}

/** What a runtime does and has done since it was created. */
export interface RuntimeStats {
  /** Accepted calls that have not started, those included that wait for `@concurrency` or for their next attempt. */
  readonly queued: number;
  readonly running: number;
  /** Lanes that were lost or replaced for a fault, ever. */
  readonly restarts: number;
  /** All calls that ended, of unknown keys excepted. */
  readonly calls: CallCounts;
  readonly lanes: readonly LaneStats[];
  readonly domains: Readonly<Record<string, DomainStats>>;
  /** By key, of the actions that were called. */
  readonly actions: Readonly<Record<string, CallCounts>>;
}

interface DomainTally {
  readonly calls: Tally;
  restarts: number;
}

const maxDomains = 1_000;

/** Counts what happens in a runtime. Its size depends on the number of actions and lanes, not of calls. */
export class Statistics {
  /** Calls of actions that are no more. */
  readonly #gone = new Tally();
  readonly #actions = new Map<string, Tally>();
  readonly #domains = new Map<string, DomainTally>();
  #restarts = 0;

  /** The tally of an action's calls. */
  ofAction(key: string): Tally {
    const tally = this.#actions.get(key) ?? new Tally();
    this.#actions.set(key, tally);
    return tally;
  }

  /** Forgets actions that are no more. */
  keepActions(isThere: (key: string) => boolean): void {
    for (const [key, tally] of [...this.#actions]) {
      if (isThere(key)) continue;
      this.#gone.add(tally);
      this.#actions.delete(key);
    }
  }

  count(outcome: CallOutcome, ms: number, where: { action: Tally; domain: string; lane: Tally | undefined }): void {
    const bucket = bucketOf(ms);
    where.action.count(outcome, ms, bucket);
    this.#ofDomain(where.domain).calls.count(outcome, ms, bucket);
    where.lane?.count(outcome, ms, bucket);
  }

  hear(event: RuntimeEvent): void {
    const isReplaced = event.kind === "lane-lost" || (event.kind === "lane-retired" && event.fault !== undefined);
    if (!isReplaced) return;
    this.#restarts++;
    this.#ofDomain(event.domain).restarts++;
  }

  /** `held`: calls that wait in the caller's thread. */
  report(pools: readonly PoolReport[], held: number): RuntimeStats {
    const lanes = pools.flatMap((pool) => pool.lanes);
    const waiting = pools.flatMap((pool) => [...pool.waiting]);
    const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);
    const queuedIn = (domain: string): number =>
      sum(waiting.filter(([key]) => key === domain).map(([, count]) => count));
    const ofDomain = (key: string, { calls, restarts }: DomainTally): DomainStats => {
      const own = lanes.filter((lane) => lane.domain === key);
      const queued = queuedIn(key) + sum(own.map((lane) => lane.queued));
      const running = sum(own.map((lane) => lane.running));
      return { queued, running, lanes: own.length, restarts, calls: calls.counts() };
    };
    return {
      queued: held + sum(waiting.map(([, count]) => count)) + sum(lanes.map((lane) => lane.queued)),
      running: sum(lanes.map((lane) => lane.running)) + sum(pools.map((pool) => pool.running)),
      restarts: this.#restarts,
      calls: this.#all().counts(),
      lanes: lanes.map(statsOfLane),
      domains: Object.fromEntries([...this.#domains].map(([key, tally]) => [key, ofDomain(key, tally)])),
      actions: Object.fromEntries([...this.#actions].map(([key, tally]) => [key, tally.counts()])),
    };
  }

  #all(): Tally {
    const all = new Tally();
    for (const tally of [this.#gone, ...this.#actions.values()]) all.add(tally);
    return all;
  }

  #ofDomain(key: string): DomainTally {
    const known = this.#domains.get(key);
    if (known && this.#domains.size < maxDomains) return known;
    const tally = known ?? { calls: new Tally(), restarts: 0 };
    this.#domains.delete(key); // to the end: who was used last is forgotten last
    this.#domains.set(key, tally);
    const [oldest] = this.#domains.keys();
    if (this.#domains.size > maxDomains && oldest !== undefined) this.#domains.delete(oldest);
    return tally;
  }
}

function statsOfLane({ id, domain, state, queued, running, tally }: LaneReport): LaneStats {
  return { lane: id, domain, state, queued, running, calls: tally.counts() };
}
