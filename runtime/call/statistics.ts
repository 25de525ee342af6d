import type { LaneReport, PoolReport } from "../backend/backend.js";
import type { LaneKind } from "../contract/lane-kind.js";
import { maxCountedDomains } from "../contract/limits.js";
import type { CallOutcome, RuntimeEvent } from "../telemetry/events.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import { bucketOf, type CallCounts, Tally } from "../telemetry/tally.js";

/** One lane at this moment. */
export interface LaneStats {
  /** Its number in events. */
  readonly lane: number;
  readonly domain: string;
  readonly isolation: LaneKind;
  readonly state: "starting" | "open" | "draining";
  /** Calls that it has and has not started. */
  readonly queued: number;
  /** Calls whose function runs, abandoned ones included. */
  readonly running: number;
  /** Calls that ended in it. */
  readonly calls: CallCounts;
}

/** One domain, a set of secrets and a tenant, at this moment. Only the thousand that were used last are kept. */
export interface DomainStats {
  /** Kind of its lanes; absent before the first one, and where calls run in process. */
  readonly isolation?: LaneKind;
  readonly queued: number;
  readonly running: number;
  readonly lanes: number;
  /** Lanes that were lost or had to be replaced, since the runtime was created. */
  readonly restarts: number;
  readonly calls: CallCounts;
}

/** Calls and lanes of a runtime at this moment, and counts since it was created. */
export interface RuntimeStats {
  /** Accepted calls that have not started, including those that wait for `@concurrency` or for their next attempt. */
  readonly queued: number;
  readonly running: number;
  /** Lanes that were lost or had to be replaced, since the runtime was created. */
  readonly restarts: number;
  /** All calls that ended, except those of unknown keys. */
  readonly calls: CallCounts;
  readonly lanes: readonly LaneStats[];
  readonly domains: Readonly<Record<string, DomainStats>>;
  /** By key, only actions that were called. */
  readonly actions: Readonly<Record<string, CallCounts>>;
}

interface DomainTally {
  readonly calls: Tally;
  restarts: number;
  isolation?: LaneKind;
}

/** Counts calls and restarts of a runtime. Its size depends on the number of actions and lanes, not on that of calls. */
export class Statistics {
  /** Calls of actions that no longer exist. */
  readonly #removed = new Tally();
  readonly #actions = new Map<string, Tally>();
  readonly #domains = new Map<string, DomainTally>();
  #restarts = 0;

  /** Returns the tally of an action's calls. */
  ofAction(key: string): Tally {
    const tally = this.#actions.get(key) ?? new Tally();
    this.#actions.set(key, tally);
    return tally;
  }

  /** Forgets actions that no longer exist. */
  keepActions(exists: (key: string) => boolean): void {
    for (const [key, tally] of [...this.#actions]) {
      if (exists(key)) continue;
      this.#removed.add(tally);
      this.#actions.delete(key);
    }
  }

  count(outcome: CallOutcome, ms: number, where: { action: Tally; domain: string; lane: LaneFacts | undefined }): void {
    const bucket = bucketOf(ms);
    where.action.count(outcome, ms, bucket);
    const domain = this.#ofDomain(where.domain);
    domain.calls.count(outcome, ms, bucket);
    if (where.lane) domain.isolation = where.lane.isolation;
    where.lane?.tally.count(outcome, ms, bucket);
  }

  record(event: RuntimeEvent): void {
    const isReplaced = event.kind === "lane-lost" || (event.kind === "lane-retired" && event.fault !== undefined);
    if (!isReplaced) return;
    this.#restarts++;
    this.#ofDomain(event.domain).restarts++;
  }

  /** `waitingOutside`: calls that wait outside of the pools. */
  report(pools: readonly PoolReport[], waitingOutside: number): RuntimeStats {
    const lanes = pools.flatMap((pool) => pool.lanes);
    const waiting = pools.flatMap((pool) => [...pool.waiting]);
    const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);
    const queuedIn = (domain: string): number =>
      sum(waiting.filter(([key]) => key === domain).map(([, count]) => count));
    const ofDomain = (key: string, { calls, restarts, isolation: last }: DomainTally): DomainStats => {
      const own = lanes.filter((lane) => lane.domain === key);
      const queued = queuedIn(key) + sum(own.map((lane) => lane.queued));
      const running = sum(own.map((lane) => lane.running));
      const isolation = own[0]?.isolation ?? last;
      return { ...(isolation && { isolation }), queued, running, lanes: own.length, restarts, calls: calls.counts() };
    };
    return {
      queued: waitingOutside + sum(waiting.map(([, count]) => count)) + sum(lanes.map((lane) => lane.queued)),
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
    for (const tally of [this.#removed, ...this.#actions.values()]) all.add(tally);
    return all;
  }

  #ofDomain(key: string): DomainTally {
    const known = this.#domains.get(key);
    if (known && this.#domains.size < maxCountedDomains) return known;
    const tally = known ?? { calls: new Tally(), restarts: 0 };
    this.#domains.delete(key); // to the end, because the first is forgotten first
    this.#domains.set(key, tally);
    const [oldest] = this.#domains.keys();
    if (this.#domains.size > maxCountedDomains && oldest !== undefined) this.#domains.delete(oldest);
    return tally;
  }
}

function statsOfLane({ id, domain, isolation, state, queued, running, tally }: LaneReport): LaneStats {
  return { lane: id, domain, isolation, state, queued, running, calls: tally.counts() };
}
