import { firstStartPauseMs, maxCallsPerLane, maxFailedStarts, maxStartPauseMs } from "../contract/limits.js";
import { FairQueue, type Ticket } from "../queue/fair-queue.js";
import { newLaneFacts } from "../telemetry/lane-facts.js";
import { BlockingActions } from "./blocking-actions.js";
import type { Carrier, CarrierSource, LaneTraits } from "./carriers/carrier.js";
import { failedCarrier } from "./carriers/failed-carrier.js";
import { Lane, type LaneListener } from "./lane.js";
import { leastBusy, mostShared } from "./pick-lane.js";
import type { PooledAttempt } from "./pooled-attempt.js";

/** Parameters that all domains of a pool share. */
export interface DomainParts {
  /** Returns the carriers for lanes of a domain. */
  readonly carriers: (traits: LaneTraits) => CarrierSource;
  /** Number of lanes that a domain may have. */
  readonly lanes: number;
  readonly listener: LaneListener;
}

/** Traits that all calls of a domain share. */
export interface DomainTraits extends LaneTraits {
  /** Each call has a lane for itself. */
  readonly isExclusive: boolean;
  /** Owner of all its calls, whose domains have one share of the lanes. */
  readonly tenant: string;
}

/** Waiting calls and lanes of one set of secrets, one tenant and one set of permissions: they may share lanes. */
export class Domain {
  readonly lanes: Set<Lane> = new Set();
  readonly #queue = new FairQueue<PooledAttempt>();
  #carriers: CarrierSource | undefined;
  #failedStarts = 0;
  /** Runs while no lane may be started, after a failed start. */
  #pause: NodeJS.Timeout | undefined;
  readonly #blocking = new BlockingActions();

  readonly #parts: DomainParts;
  readonly #traits: DomainTraits;

  constructor(
    readonly key: string,
    parts: DomainParts,
    traits: DomainTraits,
  ) {
    this.#parts = parts;
    this.#traits = traits;
  }

  get tenant(): string {
    return this.#traits.tenant;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get isEmpty(): boolean {
    return this.waiting === 0 && this.lanes.size === 0 && !this.#pause;
  }

  push(call: PooledAttempt): void {
    call.state = { kind: "queued", ticket: this.#queue.push(call.attempt.plan.key, call) };
  }

  drop(ticket: Ticket<PooledAttempt>): void {
    this.#queue.remove(ticket);
  }

  start(): Lane {
    const facts = newLaneFacts({
      domain: this.key,
      isolation: this.#traits.isolation,
      capacity: this.#traits.isExclusive ? 1 : maxCallsPerLane,
    });
    const lane = new Lane(facts, this.tenant, this.#startCarrier(), this.#parts.listener);
    this.lanes.add(lane);
    return lane;
  }

  /** Hands waiting calls to lanes, the actions in turns, until there is no room. `grow` starts a lane if it may. */
  distribute(grow: (isUrgent: boolean) => Lane | undefined): void {
    if (this.waiting > 0) this.#sample();
    while (this.waiting > 0) {
      const lane = this.#chooseLane(grow);
      const call = lane && this.#queue.take();
      if (!call) break;
      lane.assign(call);
    }
    for (const lane of this.lanes) lane.flush();
  }

  /** Resets the count of failed starts, because a lane has started. */
  countStart(): void {
    this.#failedStarts = 0;
  }

  /** Starts no lane for a while, because one ended before it did anything; after `maxFailedStarts` the waiting calls fail. */
  countFailedStart(message: string, onPauseOver: () => void): void {
    this.#failedStarts++;
    clearTimeout(this.#pause);
    const end = (): void => {
      this.#pause = undefined;
      onPauseOver();
    };
    this.#pause = setTimeout(end, Math.min(firstStartPauseMs * 2 ** (this.#failedStarts - 1), maxStartPauseMs)).unref();
    if (this.#failedStarts < maxFailedStarts) return;
    for (const call of this.#queue.takeAll()) {
      call.end();
      call.attempt.onEnded({ kind: "lost", message: `no lane could be started: ${message}` });
    }
  }

  async destroy(): Promise<void> {
    clearTimeout(this.#pause);
    await this.#carriers?.destroy();
  }

  #startCarrier(): Carrier {
    try {
      this.#carriers ??= this.#parts.carriers(this.#traits);
      return this.#carriers.start();
    } catch (error) {
      return failedCarrier(error);
    }
  }

  #sample(): void {
    if (!this.#blocking.isEmpty) this.#blocking.forget();
    for (const lane of this.lanes) {
      lane.sample();
      if (lane.blockedBy !== undefined) this.#blocking.record(lane.blockedBy);
    }
  }

  /** Returns a lane for the next call. While some actions block threads, calls of others share a lane, to leave some free. */
  #chooseLane(grow: (isUrgent: boolean) => Lane | undefined): Lane | undefined {
    const isSharable = !this.#blocking.isEmpty && !this.#blocking.has(this.#queue.next?.attempt.plan.key ?? "");
    return (isSharable ? mostShared(this.lanes) : undefined) ?? this.#chooseFree(grow);
  }

  /** Returns a free lane, else a new one, else the least busy one. */
  #chooseFree(grow: (isUrgent: boolean) => Lane | undefined): Lane | undefined {
    const best = leastBusy(this.lanes);
    if (best?.load === 0) return best;
    let open = 0;
    for (const lane of this.lanes) if (!lane.isDraining) open++;
    if (open >= this.#parts.lanes || this.#pause) return best;
    return grow(open === 0) ?? best;
  }
}
