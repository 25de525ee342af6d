import { maxCallsPerLane } from "../channel/board.js";
import { FairQueue } from "../queue/fair-queue.js";
import { newLaneFacts } from "../telemetry/lane-facts.js";
import { Holding } from "./blocking-actions.js";
import type { Carrier, CarrierSource } from "./carriers/carrier.js";
import { stillborn } from "./carriers/failed-carrier.js";
import { Lane, type LaneListener, type PoolCall } from "./lane.js";
import { leastBusy, mostShared } from "./pick-lane.js";

/** What all domains of a pool have in common. */
export interface DomainParts {
  /** What carries the lanes of a domain whose actions have these permissions. */
  readonly carriers: (permissions: readonly string[]) => CarrierSource;
  /** How many lanes a domain may have. */
  readonly lanes: number;
  readonly listener: LaneListener;
}

/** What all calls of a domain have in common. */
export interface DomainTraits {
  /** What its lanes may do besides computing and calling services. */
  readonly permissions: readonly string[];
  /** Each call has its lane for itself. */
  readonly isExclusive: boolean;
}

/** A lane that cannot start so many times will not start the next time either. */
const maxFailedStarts = 3;

/** How long no lane is started after one could not, in milliseconds: twice as long each time, up to the longest. */
const firstRestMs = 100;
const longestRestMs = 10_000;

/** What may share lanes, calls of one set of secrets, of one tenant and with the same permissions: those that wait, and the lanes. */
export class Domain {
  readonly lanes: Set<Lane> = new Set();
  readonly #queue = new FairQueue<PoolCall>();
  #carriers: CarrierSource | undefined;
  #failedStarts = 0;
  /** Runs while no lane may be started. */
  #rest: NodeJS.Timeout | undefined;
  readonly #holding = new Holding();

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

  get waiting(): number {
    return this.#queue.size;
  }

  get isEmpty(): boolean {
    return this.waiting === 0 && this.lanes.size === 0 && !this.#rest;
  }

  push(call: PoolCall): void {
    call.place = { kind: "queued", ticket: this.#queue.push(call.admitted.plan.key, call) };
  }

  drop(place: PoolCall["place"]): void {
    if (place.kind === "queued") this.#queue.remove(place.ticket);
  }

  start(): Lane {
    const facts = newLaneFacts(this.key, this.#traits.isExclusive ? 1 : maxCallsPerLane);
    const lane = new Lane(facts, this.#startCarrier(), this.#parts.listener);
    this.lanes.add(lane);
    return lane;
  }

  /** Hands out what waits, by turns of action, until there is no room. `grow` starts a lane if it may. */
  distribute(grow: (isUrgent: boolean) => Lane | undefined): void {
    if (this.waiting > 0) this.#look();
    while (this.waiting > 0) {
      const lane = this.#chooseLane(grow);
      const call = lane && this.#queue.take();
      if (!call) break;
      lane.take(call);
    }
    for (const lane of this.lanes) lane.flush();
  }

  /** A lane was ready to work: what failed before was no matter of principle. */
  countStart(): void {
    this.#failedStarts = 0;
  }

  /** A lane died before it was of any use: for a while none is started. After some of them, whoever waits is told. */
  countFailedStart(message: string, onRested: () => void): void {
    this.#failedStarts++;
    clearTimeout(this.#rest);
    const end = (): void => {
      this.#rest = undefined;
      onRested();
    };
    this.#rest = setTimeout(end, Math.min(firstRestMs * 2 ** (this.#failedStarts - 1), longestRestMs)).unref();
    if (this.#failedStarts < maxFailedStarts) return;
    for (const call of this.#queue.takeAll()) {
      call.place = { kind: "over" };
      call.admitted.ended({ kind: "lost", message: `no lane could be started: ${message}` });
    }
  }

  async destroy(): Promise<void> {
    clearTimeout(this.#rest);
    await this.#carriers?.destroy();
  }

  #startCarrier(): Carrier {
    try {
      this.#carriers ??= this.#parts.carriers(this.#traits.permissions);
      return this.#carriers.start();
    } catch (error) {
      return stillborn(error);
    }
  }

  #look(): void {
    if (!this.#holding.isEmpty) this.#holding.forget();
    for (const lane of this.lanes) {
      lane.look();
      if (lane.heldBy !== undefined) this.#holding.see(lane.heldBy);
    }
  }

  /** Where the next call goes; where some actions keep their thread for long, others keep away from lanes that are free. */
  #chooseLane(grow: (isUrgent: boolean) => Lane | undefined): Lane | undefined {
    const isLight = !this.#holding.isEmpty && !this.#holding.has(this.#queue.next?.admitted.plan.key ?? "");
    return (isLight ? mostShared(this.lanes) : undefined) ?? this.#chooseFree(grow);
  }

  /** A lane that is free, else a new one, else the least busy one. */
  #chooseFree(grow: (isUrgent: boolean) => Lane | undefined): Lane | undefined {
    const best = leastBusy(this.lanes);
    if (best?.load === 0) return best;
    let open = 0;
    for (const lane of this.lanes) if (lane.state !== "draining") open++;
    if (open >= this.#parts.lanes || this.#rest) return best;
    return grow(open === 0) ?? best;
  }
}
