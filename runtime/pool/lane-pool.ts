import type { AbortReason } from "../backend/abort-reason.js";
import type { Abandon, AdmittedCall, Backend, LaneReport, PoolReport } from "../backend/backend.js";
import type { LaneFault, RuntimeEvent } from "../telemetry/events.js";
import { Domain, type DomainParts } from "./domain.js";
import type { Lane, PoolCall } from "./lane.js";
import { leastRecentlyUsed, mostDispensable } from "./pick-lane.js";

/** What a pool of lanes is made of. */
export interface PoolOptions {
  readonly carriers: DomainParts["carriers"];
  /** How many lanes one domain may have, and all together. */
  readonly lanes: number;
  readonly maxLanes: number;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** How often a call is moved on when lanes die of it before it starts: twice is no coincidence. */
const maxLosses = 2;

/** How many times `maxLanes` lanes there may be while some finish their calls. */
const maxBesides = 2;

/** How long a lane may take to end before it counts as gone, in milliseconds: a blocking system call holds a thread. */
const endMs = 2_000;

/** Lanes by domain. A call goes to the least busy lane of its domain; a lane is never used by another domain. */
export class LanePool implements Backend {
  readonly #domains = new Map<string, Domain>();
  readonly #lanes = new Set<Lane>();
  /** Domains that got calls in this tick. */
  readonly #dirty = new Set<Domain>();
  /** Domains that have calls and no lane, in the order in which they get one. */
  readonly #starving = new Set<Domain>();
  readonly #parts: DomainParts;
  #isClosed = false;

  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    this.#options = options;

    this.#parts = {
      ...options,
      listener: {
        onProgressed: (lane) => this.#progress(lane),
        onSpoiled: (lane, fault) => this.#replace(lane, fault),
        onStuck: (lane) => this.#replaceNow(lane),
        onLost: (lane, message, isInterrupted) => this.#lose(lane, message, isInterrupted),
        onEvent: options.onEvent,
      },
    };
  }

  submit(admitted: AdmittedCall): Abandon {
    const call: PoolCall = { admitted, place: { kind: "over" }, losses: 0 };
    this.#enqueue(call);
    return (reason) => this.#abandon(call, reason);
  }

  unstarted(): number {
    let count = 0;
    for (const domain of this.#domains.values()) count += domain.waiting;
    for (const lane of this.#lanes) count += lane.unstarted;
    return count;
  }

  report(): PoolReport {
    const lanes = [...this.#lanes.values()].flatMap((lane): readonly LaneReport[] => {
      const { facts, state } = lane;
      return state === "gone" ? [] : [{ ...facts, state, ...lane.count() }];
    });
    const waiting = new Map([...this.#domains.values()].map((domain) => [domain.key, domain.waiting]));
    return { lanes, waiting, running: 0 };
  }

  async close(ms: number): Promise<void> {
    this.#isClosed = true;
    for (const lane of this.#lanes) {
      lane.lose(); // whoever waited has an answer by now
      this.#tellRetired(lane);
    }
    this.#lanes.clear();
    const ended = Promise.all([...this.#domains.values()].map((domain) => domain.destroy()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
  }

  #enqueue(call: PoolCall): void {
    const { domain: key, plan, isExclusive } = call.admitted;
    const { permissions = [] } = plan;
    const domain = this.#domains.get(key) ?? new Domain(key, this.#parts, { permissions, isExclusive });
    this.#domains.set(key, domain);
    domain.push(call);
    // Not at once: what comes in one tick takes turns by action before it is sent.
    if (this.#dirty.size === 0) process.nextTick(() => this.#distributeAll());
    this.#dirty.add(domain);
  }

  #abandon(call: PoolCall, reason: AbortReason): void {
    const { place } = call;
    call.place = { kind: "over" };
    if (place.kind === "placed") {
      place.lane.abandon(place.slot, reason);
      this.#progress(place.lane);
    } else {
      this.#domains.get(call.admitted.domain)?.drop(place);
      call.admitted.onGone?.();
      this.#forgetIfEmpty(call.admitted.domain);
    }
  }

  #distributeAll(): void {
    const domains = [...this.#dirty];
    this.#dirty.clear();
    for (const domain of domains) this.#distribute(domain);
  }

  #distribute(domain: Domain): void {
    if (!this.#isClosed) domain.distribute((isUrgent) => this.#grow(domain, isUrgent));
  }

  /** Starts a lane if there is a place for it, or another domain's can be had. */
  #grow(domain: Domain, isUrgent: boolean): Lane | undefined {
    if (this.#lanes.size >= this.#options.maxLanes) {
      const victim = leastRecentlyUsed(this.#lanes, domain.key, isUrgent);
      if (victim) this.#retire(victim);
      else if (isUrgent) this.#waitForPlace(domain);
      if (!victim) return undefined;
    }
    return this.#start(domain);
  }

  #start(domain: Domain): Lane {
    const lane = domain.start();
    this.#lanes.add(lane);
    this.#options.onEvent({ kind: "lane-started", lane: lane.facts.id, domain: domain.key });
    return lane;
  }

  #waitForPlace(domain: Domain): void {
    this.#starving.add(domain);
    const draining = [...this.#lanes].filter((lane) => lane.state === "draining").length;
    if (draining >= this.#starving.size) return;
    const lane = mostDispensable(this.#lanes, domain.key);
    if (lane) lane.state = "draining";
  }

  #feedStarving(): void {
    for (const domain of this.#starving) {
      const isThere = this.#lanes.size < this.#options.maxLanes;
      if (!isThere && !leastRecentlyUsed(this.#lanes, domain.key, true)) return;
      this.#starving.delete(domain);
      this.#distribute(domain);
    }
  }

  /** After a lane's batch: fills it up again, or gives its place away. */
  #progress(lane: Lane): void {
    const domain = this.#domains.get(lane.domain);
    if (lane.state === "draining" && lane.live === 0) this.#retire(lane);
    else if (lane.state === "open") domain?.countStart();
    if (domain) this.#distribute(domain);
    this.#feedStarving();
  }

  #retire(lane: Lane): void {
    lane.lose();
    this.#remove(lane);
    this.#forgetIfEmpty(lane.domain);
    lane.end();
    this.#tellRetired(lane);
  }

  #tellRetired({ facts: { id: lane, domain }, fault }: Lane): void {
    this.#options.onEvent({ kind: "lane-retired", lane, domain, ...(fault && { fault }) });
  }

  /** Lets a lane finish its calls, with another one beside it unless too many are at that. */
  #replace(lane: Lane, fault: LaneFault): void {
    if (lane.state === "gone" || lane.state === "draining") return;
    lane.fault = fault;
    lane.state = "draining";
    const domain = this.#domains.get(lane.domain);
    if (domain && !this.#isClosed && this.#lanes.size < maxBesides * this.#options.maxLanes) this.#start(domain);
    this.#progress(lane);
  }

  /** Ends a lane; the other one starts first, so that it is there for the calls that move. */
  #replaceNow(lane: Lane): void {
    this.#replace(lane, "stuck");
    if (lane.state === "gone") return;
    lane.end();
    setTimeout(() => this.#lose(lane, "it does not end"), endMs).unref();
  }

  #lose(lane: Lane, message: string, isInterrupted = false): void {
    const domain = this.#domains.get(lane.domain);
    if (!this.#lanes.has(lane) || !domain || this.#isClosed) return;
    const { state } = lane;
    const lost = lane.lose();
    // A process counts its calls when it rests, which the first may have kept it from.
    const hasWorked = lane.hasWorked || lost.some(({ claim }) => claim === "started");
    for (const { call, claim } of lost) {
      // Loading its module may have been the end of the lane, or reading its arguments if the lane never did anything else.
      if (claim === "loading" || (state === "open" && !hasWorked)) call.losses++;
      if (claim === "started" || call.losses >= maxLosses) call.admitted.ended({ kind: "lost", message });
      else this.#enqueue(call);
    }
    this.#remove(lane);
    this.#options.onEvent({ kind: "lane-lost", lane: lane.facts.id, domain: lane.domain, message });
    // One that dies without having done anything is no better than one that never was ready.
    if (state === "starting" && isInterrupted) this.#distribute(domain);
    else if (state === "starting" || (state === "open" && !hasWorked)) this.#restAfter(domain, message);
    else if (state === "open" && this.#lanes.size < this.#options.maxLanes) this.#start(domain);
    this.#forgetIfEmpty(lane.domain);
    this.#feedStarving();
  }

  #restAfter(domain: Domain, message: string): void {
    domain.countFailedStart(message, () => {
      this.#distribute(domain);
      this.#forgetIfEmpty(domain.key);
    });
  }

  #remove(lane: Lane): void {
    this.#lanes.delete(lane);
    this.#domains.get(lane.domain)?.lanes.delete(lane);
  }

  #forgetIfEmpty(key: string): void {
    const domain = this.#domains.get(key);
    if (!domain?.isEmpty) return;
    this.#starving.delete(domain);
    this.#domains.delete(key);
  }
}
