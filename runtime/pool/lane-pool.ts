import type { Worker } from "node:worker_threads";
import type { Abandon, AdmittedCall, Backend } from "../backend.js";
import type { RuntimeEvent } from "../events.js";
import { FairQueue } from "../queue/fair-queue.js";
import { openBoard } from "./board.js";
import { Lane, type LaneListener, type PoolCall } from "./lane.js";
import type { Launch } from "./launch.js";
import { leastBusy, leastRecentlyUsed, mostDispensable } from "./places.js";
import type { AbortReason, LaneSetup } from "./protocol.js";
import { ThreadPool } from "./supervisor.js";

/** What a pool of lanes is made of. */
export interface PoolOptions {
  readonly launch: Launch;
  readonly setup: Omit<LaneSetup, "board">;
  /** How many lanes one domain may have, and all together. */
  readonly lanes: number;
  readonly maxLanes: number;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** What may share lanes: calls of one set of secrets, and of one tenant. */
interface Domain {
  readonly key: string;
  readonly queue: FairQueue<PoolCall>;
  readonly threads: ThreadPool;
  readonly lanes: Set<Lane>;
  /** Lanes that died before they were ready, since one was. */
  failedStarts: number;
}

const maxFailedStarts = 3;

/** How often a call is moved on when lanes die while its module loads: twice is no coincidence. */
const maxLosses = 2;

/** How long a thread may take to end before it counts as gone, in milliseconds: a blocking system call holds it. */
const endMs = 2_000;

/** Lanes by domain. A call goes to the least busy lane of its domain; a lane is never used by another domain. */
export class LanePool implements Backend {
  private readonly domains = new Map<string, Domain>();
  private readonly lanes = new Map<Worker, Lane>();
  private readonly dirty = new Set<Domain>();
  /** Domains that have calls and no lane, in the order in which they get one. */
  private readonly starving = new Set<Domain>();
  private readonly listener: LaneListener;
  private isClosed = false;

  constructor(private readonly options: PoolOptions) {
    this.listener = {
      onProgressed: (lane) => this.progress(lane),
      onSpoiled: (lane) => this.replace(lane),
      onStuck: (lane) => this.replaceNow(lane),
      onEvent: options.onEvent,
    };
  }

  submit(admitted: AdmittedCall): Abandon {
    const call: PoolCall = { admitted, place: { kind: "over" }, losses: 0 };
    this.enqueue(call);
    return (reason) => this.abandon(call, reason);
  }

  private abandon(call: PoolCall, reason: AbortReason): void {
    const { place } = call;
    call.place = { kind: "over" };
    const domain = this.domains.get(call.admitted.domain);
    if (place.kind === "queued" && domain) {
      domain.queue.remove(place.ticket);
      this.forgetIfEmpty(domain.key);
    }
    if (place.kind !== "placed") return;
    place.lane.abandon(place.slot, reason);
    this.progress(place.lane);
  }

  unstarted(): number {
    let count = 0;
    for (const { queue } of this.domains.values()) count += queue.size;
    for (const lane of this.lanes.values()) count += lane.unstarted;
    return count;
  }

  async close(ms: number): Promise<void> {
    this.isClosed = true;
    const ended = Promise.all([...this.domains.values()].map(({ threads }) => threads.destroy()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
  }

  private enqueue(call: PoolCall): void {
    const { domain: key, plan } = call.admitted;
    const domain = this.domains.get(key) ?? this.openDomain(key);
    call.place = { kind: "queued", ticket: domain.queue.push(plan.key, call) };
    // Not at once: what comes in one tick takes turns by action before it is sent.
    if (this.dirty.size === 0) process.nextTick(() => this.distributeAll());
    this.dirty.add(domain);
  }

  private openDomain(key: string): Domain {
    const threads = new ThreadPool(this.options.lanes, (thread, { code, error }) => {
      this.lose(thread, error?.message ?? `its thread ended with code ${code}`);
    });
    const domain = { key, threads, lanes: new Set<Lane>(), queue: new FairQueue<PoolCall>(), failedStarts: 0 };
    this.domains.set(key, domain);
    return domain;
  }

  private distributeAll(): void {
    const domains = [...this.dirty];
    this.dirty.clear();
    for (const domain of domains) this.distribute(domain);
  }

  private distribute(domain: Domain): void {
    while (domain.queue.size > 0 && !this.isClosed) {
      const lane = this.chooseLane(domain);
      const call = lane && domain.queue.take();
      if (!call) break;
      lane.take(call);
    }
    for (const lane of domain.lanes) lane.flush();
  }

  /** A lane that is free, else a new one, else the least busy one. */
  private chooseLane(domain: Domain): Lane | undefined {
    const best = leastBusy(domain.lanes);
    if (best && best.live === 0) return best;
    let open = 0;
    for (const lane of domain.lanes) if (lane.state !== "draining") open++;
    if (open >= this.options.lanes) return best;
    return this.grow(domain, open === 0) ?? best;
  }

  /** Starts a lane if there is a place for it, or another domain's can be had. */
  private grow(domain: Domain, isUrgent: boolean): Lane | undefined {
    if (this.lanes.size >= this.options.maxLanes) {
      const victim = leastRecentlyUsed(this.lanes.values(), domain.key, isUrgent);
      if (victim) this.retire(victim);
      else if (isUrgent) this.waitForPlace(domain);
      if (!victim) return undefined;
    }
    return this.start(domain);
  }

  private waitForPlace(domain: Domain): void {
    this.starving.add(domain);
    const draining = [...this.lanes.values()].filter((lane) => lane.state === "draining").length;
    if (draining >= this.starving.size) return;
    const lane = mostDispensable(this.lanes.values(), domain.key);
    if (lane) lane.state = "draining";
  }

  private start(domain: Domain): Lane {
    const { file, options } = this.options.launch;
    const board = openBoard();
    const workerData: LaneSetup = { ...this.options.setup, board: board.memory };
    const thread = domain.threads.start(file, { ...options, workerData });
    thread.unref(); // calls hold the process, lanes do not
    thread.stdout.resume();
    thread.stderr.resume();
    const lane = new Lane(domain.key, thread, board, this.listener);
    this.lanes.set(thread, lane);
    domain.lanes.add(lane);
    this.options.onEvent({ kind: "lane-started", domain: domain.key });
    return lane;
  }

  /** After a lane's batch: fills it up again, or gives its place away. */
  private progress(lane: Lane): void {
    const domain = this.domains.get(lane.domain);
    if (lane.state === "draining" && lane.live === 0) this.retire(lane);
    else if (domain && lane.state === "open") domain.failedStarts = 0;
    if (domain) this.distribute(domain);
    this.feedStarving();
  }

  private feedStarving(): void {
    for (const domain of this.starving) {
      const isThere = this.lanes.size < this.options.maxLanes;
      if (!isThere && !leastRecentlyUsed(this.lanes.values(), domain.key, true)) return;
      this.starving.delete(domain);
      this.distribute(domain);
    }
  }

  private remove(lane: Lane): void {
    this.lanes.delete(lane.thread);
    this.domains.get(lane.domain)?.lanes.delete(lane);
  }

  private retire(lane: Lane): void {
    lane.lose();
    this.remove(lane);
    this.forgetIfEmpty(lane.domain);
    void lane.thread.terminate();
    this.options.onEvent({ kind: "lane-retired", domain: lane.domain });
  }

  /** Lets a lane finish its calls, with another one beside it. */
  private replace(lane: Lane): void {
    if (lane.state === "gone" || lane.state === "draining") return;
    lane.state = "draining";
    const domain = this.domains.get(lane.domain);
    if (domain && !this.isClosed) this.start(domain);
    this.progress(lane);
  }

  /** Ends a lane; the other one starts first, so that it is there for the calls that move. */
  private replaceNow(lane: Lane): void {
    this.replace(lane);
    if (lane.state === "gone") return;
    void lane.thread.terminate();
    setTimeout(() => this.lose(lane.thread, "its thread does not end"), endMs).unref();
  }

  private lose(thread: Worker, message: string): void {
    const lane = this.lanes.get(thread);
    if (!lane || this.isClosed) return;
    const { state } = lane;
    const domain = this.domains.get(lane.domain);
    for (const { call, claim } of lane.lose()) {
      if (claim === "loading") call.losses++;
      if (claim === "started" || call.losses >= maxLosses) call.admitted.ended({ kind: "lost", message });
      else this.enqueue(call);
    }
    this.remove(lane);
    this.options.onEvent({ kind: "lane-lost", domain: lane.domain, message });
    if (domain && state === "starting") this.countFailedStart(domain, message);
    else if (domain && state === "open" && this.lanes.size < this.options.maxLanes) this.start(domain);
    this.forgetIfEmpty(lane.domain);
    this.feedStarving();
  }

  /** A lane that cannot start will not start the next time either. */
  private countFailedStart(domain: Domain, message: string): void {
    domain.failedStarts++;
    if (domain.failedStarts < maxFailedStarts) return;
    domain.failedStarts = 0;
    for (const call of domain.queue.takeAll()) {
      call.place = { kind: "over" };
      call.admitted.ended({ kind: "lost", message: `no lane could be started: ${message}` });
    }
  }

  private forgetIfEmpty(key: string): void {
    const domain = this.domains.get(key);
    if (!domain || domain.queue.size > 0 || domain.lanes.size > 0) return;
    this.starving.delete(domain);
    this.domains.delete(key);
  }
}
