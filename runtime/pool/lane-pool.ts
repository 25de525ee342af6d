import type { Attempt, Backend, CallHolder, LaneReport, PoolReport } from "../backend/backend.js";
import { maxLanesLostByCall, stuckLaneEndMs } from "../contract/limits.js";
import type { Ticket } from "../queue/fair-queue.js";
import type { LaneFault, RuntimeEvent } from "../telemetry/events.js";
import { Domain, type DomainParts } from "./domain.js";
import type { Lane } from "./lane.js";
import { LaneRoom } from "./lane-room.js";
import { type AttemptPool, PooledAttempt } from "./pooled-attempt.js";

/** Parameters of a pool of lanes. */
export interface PoolOptions {
  readonly carriers: DomainParts["carriers"];
  /** Number of lanes that one domain may have. */
  readonly lanes: number;
  /** Number of lanes that there may be in all. */
  readonly maxLanes: number;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** Runs attempts in lanes: each in the least busy lane of its domain. A lane is never used by another domain. */
export class LanePool implements Backend, AttemptPool {
  readonly #domains = new Map<string, Domain>();
  readonly #room: LaneRoom;
  /** Domains that got calls in this tick. */
  readonly #toDistribute = new Set<Domain>();
  readonly #parts: DomainParts;
  #isClosed = false;

  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    this.#options = options;

    this.#room = new LaneRoom(options.maxLanes, () => this.#serveWaiting());
    this.#parts = {
      ...options,
      listener: {
        onProgressed: (lane) => this.#progress(lane),
        onMustReplace: (lane, reason) => this.#replace(lane, reason),
        onStuck: (lane) => this.#endStuck(lane),
        onLost: (lane, message, isInterrupted) => this.#lose(lane, message, isInterrupted),
        onEvent: options.onEvent,
      },
    };
  }

  submit(attempt: Attempt): CallHolder {
    const call = new PooledAttempt(attempt, this);
    this.#enqueue(call);
    return call;
  }

  drop({ attempt }: PooledAttempt, ticket: Ticket<PooledAttempt> | undefined): void {
    if (ticket) this.#domains.get(attempt.domain)?.drop(ticket);
    attempt.onGone();
    this.#forgetIfEmpty(attempt.domain);
  }

  unstarted(): number {
    let count = 0;
    for (const domain of this.#domains.values()) count += domain.waiting;
    for (const lane of this.#room.lanes) count += lane.unstarted;
    return count;
  }

  report(): PoolReport {
    const lanes = [...this.#room.lanes].flatMap((lane): readonly LaneReport[] => {
      const { facts, state } = lane;
      return state === "gone" ? [] : [{ ...facts, state, ...lane.count() }];
    });
    const waiting = new Map([...this.#domains.values()].map((domain) => [domain.key, domain.waiting]));
    return { lanes, waiting, running: 0 };
  }

  async close(ms: number): Promise<void> {
    this.#isClosed = true;
    this.#room.close();
    for (const lane of this.#room.lanes) {
      lane.evictCalls(); // their callers have an answer by now
      this.#reportRetired(lane);
    }
    this.#room.lanes.clear();
    const ended = Promise.all([...this.#domains.values()].map((domain) => domain.destroy()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
  }

  #enqueue(call: PooledAttempt): void {
    const { domain: key, plan, isolation, isExclusive, tenant } = call.attempt;
    const { permissions = [] } = plan;
    const traits = { isolation, permissions, isExclusive, tenant };
    const domain = this.#domains.get(key) ?? new Domain(key, this.#parts, traits);
    this.#domains.set(key, domain);
    domain.push(call);
    // At the end of the tick, so that the actions of all its calls take turns before they are sent.
    if (this.#toDistribute.size === 0) process.nextTick(() => this.#distributeAll());
    this.#toDistribute.add(domain);
  }

  #distributeAll(): void {
    const domains = [...this.#toDistribute];
    this.#toDistribute.clear();
    for (const domain of domains) this.#distribute(domain);
  }

  #distribute(domain: Domain): void {
    if (!this.#isClosed) domain.distribute((isUrgent) => this.#grow(domain, isUrgent));
  }

  /** Starts a lane if there is room for it, or if an idle lane of another domain can be closed. */
  #grow(domain: Domain, isUrgent: boolean): Lane | undefined {
    const admitted = this.#room.admit(domain, isUrgent);
    if (admitted?.idle) this.#retire(admitted.idle);
    if (admitted) return this.#start(domain);
    if (isUrgent) this.#room.wait(domain);
    return undefined;
  }

  #start(domain: Domain): Lane {
    const lane = domain.start();
    this.#room.lanes.add(lane);
    this.#options.onEvent({ kind: "lane-started", lane: lane.facts.id, domain: domain.key });
    return lane;
  }

  #serveWaiting(): void {
    this.#room.serveWaiting((domain) => this.#distribute(domain));
  }

  /** Called after each batch of a lane: gives it more calls, or its room to another domain. */
  #progress(lane: Lane): void {
    const domain = this.#domains.get(lane.domain);
    if (lane.state === "draining" && lane.live === 0) this.#retire(lane);
    else if (lane.state === "open") domain?.countStart();
    this.#serveWaiting(); // first, or its own domain would take the room back
    if (domain) this.#distribute(domain);
  }

  #retire(lane: Lane): void {
    lane.evictCalls();
    this.#remove(lane);
    this.#forgetIfEmpty(lane.domain);
    lane.end();
    this.#reportRetired(lane);
  }

  #reportRetired({ facts: { id: lane, domain }, replaceReason: fault }: Lane): void {
    this.#options.onEvent({ kind: "lane-retired", lane, domain, ...(fault && { fault }) });
  }

  /** Lets a lane finish its calls, and starts its successor unless too many lanes are being replaced. */
  #replace(lane: Lane, reason: LaneFault): void {
    if (lane.isDrained) lane.replaceReason = reason; // it must not take calls again
    if (lane.state === "gone" || lane.state === "draining") return;
    lane.drain(reason);
    const domain = this.#domains.get(lane.domain);
    if (domain && !this.#isClosed && this.#room.isFreeForSuccessor) this.#start(domain);
    this.#progress(lane);
  }

  /** Ends a stuck lane; its successor starts first, so that it can take the calls that move. */
  #endStuck(lane: Lane): void {
    this.#replace(lane, "stuck");
    if (lane.state === "gone") return;
    lane.end();
    setTimeout(() => this.#lose(lane, "it does not end"), stuckLaneEndMs).unref();
  }

  #lose(lane: Lane, message: string, isInterrupted = false): void {
    const domain = this.#domains.get(lane.domain);
    if (!this.#room.lanes.has(lane) || !domain || this.#isClosed) return;
    const { state } = lane;
    const lost = lane.evictCalls();
    // A process lane writes its count when no call waits to start, which its first call may have prevented.
    const hasWorked = lane.hasWorked || lost.some(({ claim }) => claim === "started");
    for (const { call, claim } of lost) {
      // The lane may have ended by loading its module or, if it never did anything else, by reading its arguments.
      if (claim === "loading" || (state === "open" && !hasWorked)) call.losses++;
      if (claim === "started" || call.losses >= maxLanesLostByCall) call.attempt.onEnded({ kind: "lost", message });
      else this.#enqueue(call);
    }
    this.#remove(lane);
    this.#options.onEvent({ kind: "lane-lost", lane: lane.facts.id, domain: lane.domain, message });
    // A lane that ends without having done anything counts as one that could not start.
    if (state === "starting" && isInterrupted) this.#distribute(domain);
    else if (state === "starting" || (state === "open" && !hasWorked)) this.#pauseStarts(domain, message);
    else if (state === "open" && this.#room.isFree) this.#start(domain);
    this.#forgetIfEmpty(lane.domain);
    this.#serveWaiting();
  }

  #pauseStarts(domain: Domain, message: string): void {
    domain.countFailedStart(message, () => {
      this.#distribute(domain);
      this.#forgetIfEmpty(domain.key);
    });
  }

  #remove(lane: Lane): void {
    this.#room.lanes.delete(lane);
    this.#domains.get(lane.domain)?.lanes.delete(lane);
  }

  #forgetIfEmpty(key: string): void {
    const domain = this.#domains.get(key);
    if (!domain?.isEmpty) return;
    this.#room.forget(domain);
    this.#domains.delete(key);
  }
}
