import type { Worker } from "node:worker_threads";
import { newLaneFacts } from "../lane-facts.js";
import { FairQueue } from "../queue/fair-queue.js";
import { maxCallsPerLane, openBoard } from "./board.js";
import { Lane, type LaneListener, type PoolCall } from "./lane.js";
import type { Launch } from "./launch.js";
import { leastBusy } from "./places.js";
import type { LaneSetup } from "./protocol.js";
import { ThreadPool } from "./supervisor.js";

/** What all domains of a pool have in common. */
export interface DomainParts {
  readonly launch: Launch;
  readonly setup: Omit<LaneSetup, "board">;
  /** How many lanes a domain may have. */
  readonly lanes: number;
  readonly listener: LaneListener;
  readonly onExit: (thread: Worker, message: string) => void;
}

/** A lane that cannot start will not start the next time either. */
const maxFailedStarts = 3;

/** What may share lanes, calls of one set of secrets and of one tenant: those that wait, and the lanes. */
export class Domain {
  readonly lanes: Set<Lane> = new Set();
  private readonly queue = new FairQueue<PoolCall>();
  private readonly threads: ThreadPool;
  private failedStarts = 0;

  constructor(
    readonly key: string,
    private readonly parts: DomainParts,
    private readonly isExclusive: boolean,
  ) {
    this.threads = new ThreadPool(parts.lanes, (thread, { code, error }) => {
      parts.onExit(thread, error?.message ?? `its thread ended with code ${code}`);
    });
  }

  get waiting(): number {
    return this.queue.size;
  }

  get isEmpty(): boolean {
    return this.waiting === 0 && this.lanes.size === 0;
  }

  push(call: PoolCall): void {
    call.place = { kind: "queued", ticket: this.queue.push(call.admitted.plan.key, call) };
  }

  drop(place: PoolCall["place"]): void {
    if (place.kind === "queued") this.queue.remove(place.ticket);
  }

  start(): Lane {
    const { file, options } = this.parts.launch;
    const board = openBoard();
    const workerData: LaneSetup = { ...this.parts.setup, board: board.memory };
    const thread = this.threads.start(file, { ...options, workerData });
    const facts = newLaneFacts(this.key, this.isExclusive ? 1 : maxCallsPerLane);
    const lane = new Lane(facts, thread, board, this.parts.listener);
    thread.unref(); // calls hold the process, lanes do not; after the lane listens, which would undo it
    this.lanes.add(lane);
    return lane;
  }

  /** Hands out what waits, by turns of action, until there is no room. `grow` starts a lane if it may. */
  distribute(grow: (isUrgent: boolean) => Lane | undefined): void {
    while (this.waiting > 0) {
      const lane = this.chooseLane(grow);
      const call = lane && this.queue.take();
      if (!call) break;
      lane.take(call);
    }
    for (const lane of this.lanes) lane.flush();
  }

  /** A lane was ready to work: what failed before was no matter of principle. */
  countStart(): void {
    this.failedStarts = 0;
  }

  /** A lane died before it was ready. After some of them, whoever waits is told. */
  countFailedStart(message: string): void {
    this.failedStarts++;
    if (this.failedStarts < maxFailedStarts) return;
    this.failedStarts = 0;
    for (const call of this.queue.takeAll()) {
      call.place = { kind: "over" };
      call.admitted.ended({ kind: "lost", message: `no lane could be started: ${message}` });
    }
  }

  destroy(): Promise<void> {
    return this.threads.destroy();
  }

  /** A lane that is free, else a new one, else the least busy one. */
  private chooseLane(grow: (isUrgent: boolean) => Lane | undefined): Lane | undefined {
    const best = leastBusy(this.lanes);
    if (best && best.live === 0) return best;
    let open = 0;
    for (const lane of this.lanes) if (lane.state !== "draining") open++;
    if (open >= this.parts.lanes) return best;
    return grow(open === 0) ?? best;
  }
}
