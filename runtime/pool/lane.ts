import type { AbortReason } from "../backend/abort-reason.js";
import type { HostBoard } from "../channel/board.js";
import { maxArgumentsPerLaneChars, maxUnstartedPerLane } from "../contract/limits.js";
import type { LaneFault, RuntimeEvent } from "../telemetry/events.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import { AbandonWatch } from "./abandon-watch.js";
import { BlockWatch } from "./block-watch.js";
import type { Carrier } from "./carriers/carrier.js";
import { LaneDues } from "./lane-dues.js";
import { LaneInbox } from "./lane-inbox.js";
import { LaneOutbox } from "./lane-outbox.js";
import type { PooledAttempt } from "./pooled-attempt.js";
import { Slots } from "./slots.js";
import { StuckWatch } from "./stuck-watch.js";
import { TextQueue } from "./text-queue.js";

/** Receives what a lane reports to its pool. */
export interface LaneListener {
  /** A batch was handled: the lane may have room, or nothing left to do. */
  readonly onProgressed: (lane: Lane) => void;
  /** The lane takes no more calls and has to be replaced. */
  readonly onMustReplace: (lane: Lane, reason: LaneFault) => void;
  /** The lane handles no messages, or must not be trusted any more, and has to be ended. */
  readonly onStuck: (lane: Lane) => void;
  /** The lane has ended. */
  readonly onLost: (lane: Lane, message: string, isInterrupted?: boolean) => void;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** A call that was in a lane when it ended, and how far it had come. */
export interface EvictedCall {
  readonly call: PooledAttempt;
  readonly claim: "waiting" | "loading" | "started";
}

/** The host's side of one thread or process with many calls in flight. */
export class Lane {
  /** `starting` and `open` lanes take calls; a `draining` one only finishes those that it has. */
  #state: "starting" | "open" | "draining" | "gone" = "starting";
  /** Time at which it came into its state, on the monotonic clock. */
  stateSince: number = performance.now();
  /** Reason for which it is being replaced, if it is. */
  replaceReason: LaneFault | undefined = undefined;
  #isReady = false;
  /** Reason for which it is being ended with its calls. */
  #endReason: string | undefined = undefined;
  readonly #texts = new TextQueue((text) => this.#receive(text));
  readonly #slots = new Slots();
  readonly #outbox: LaneOutbox;
  readonly #inbox: LaneInbox;
  readonly #abandonWatch: AbandonWatch;
  readonly #blockWatch: BlockWatch;
  readonly #stuckWatch: StuckWatch;
  readonly #board: HostBoard;

  readonly #carrier: Carrier;
  readonly #listener: LaneListener;

  constructor(
    readonly facts: LaneFacts,
    readonly tenant: string,
    carrier: Carrier,
    listener: LaneListener,
  ) {
    this.#carrier = carrier;
    this.#listener = listener;

    this.#board = carrier.board;
    this.#outbox = new LaneOutbox((text) => carrier.post(text));
    this.#inbox = this.#newInbox();
    this.#abandonWatch = new AbandonWatch(this.#slots, facts.capacity, () => listener.onMustReplace(this, "forsaken"));
    this.#blockWatch = new BlockWatch(this.#board);
    this.#stuckWatch = new StuckWatch(this.#board, this.#slots, {
      stateOf: () => this.state,
      ping: (sequence) => this.#outbox.sendPing(sequence),
      onStuck: () => listener.onStuck(this),
    });
    carrier.listen({
      onText: (text) => this.#texts.push(text),
      onExit: (message, isInterrupted) => {
        this.#texts.end(() => listener.onLost(this, this.#endReason ?? message, isInterrupted));
      },
      onGrown: () => listener.onMustReplace(this, "grown"),
    });
  }

  get domain(): string {
    return this.facts.domain;
  }

  get state(): "starting" | "open" | "draining" | "gone" {
    return this.#state;
  }

  /** It only finishes its calls. */
  get isDraining(): boolean {
    return this.#state === "draining";
  }

  /** It only finishes its calls, because another domain needs the room. */
  get isDrained(): boolean {
    return this.#state === "draining" && this.replaceReason === undefined;
  }

  /** Lets it only finish its calls; `reason` is given if it is to be replaced. */
  drain(reason?: LaneFault): void {
    this.replaceReason = reason;
    this.#enter("draining");
  }

  /** Lets a drained lane take calls again. */
  reopen(): void {
    this.#enter(this.#isReady ? "open" : "starting");
  }

  /** Number of calls that were not abandoned. */
  get live(): number {
    return this.#slots.live;
  }

  /** Time at which it last had a live call, on the monotonic clock. */
  get lastUsed(): number {
    return this.#slots.lastUsed;
  }

  get unstarted(): number {
    this.#board.refresh(this.#slots.size);
    return this.knownUnstarted;
  }

  /** The same without reading the board again: may be too high. */
  get knownUnstarted(): number {
    return Math.max(0, this.#untaken); // less than none if somebody has forged the board
  }

  get #untaken(): number {
    return (this.#outbox.sent - this.#board.taken()) | 0; // both count modulo 2^32
  }

  /** It has started, or refused, at least one call. */
  get hasWorked(): boolean {
    return this.#board.taken() !== 0;
  }

  get hasRoom(): boolean {
    const isOpen = this.state === "starting" || this.state === "open";
    if (!isOpen || this.#slots.occupied >= this.facts.capacity) return false;
    if (this.#slots.weight >= maxArgumentsPerLaneChars) return false;
    return this.knownUnstarted < maxUnstartedPerLane || this.unstarted < maxUnstartedPerLane;
  }

  /** Counts live calls that have not started, and calls whose function runs. By claims, because `taken` may lag behind. */
  count(): { readonly queued: number; readonly running: number } {
    this.#board.refresh(this.#slots.size);
    let queued = 0;
    let running = 0;
    for (const [slot, call] of this.#slots.entries()) {
      if (call && this.#board.claim(slot) === "started") running++;
      else if (this.#slots.liveAt(slot)) queued++;
    }
    return { queued, running };
  }

  /** Takes a sample of what the lane is doing, for `blockedBy` and `load`. */
  sample(): void {
    if (this.knownUnstarted > 0) this.#board.refreshTaken();
    this.#blockWatch.sample(this.knownUnstarted);
  }

  /** Key of the action that blocked the thread at the last sample. */
  get blockedBy(): string | undefined {
    return this.#blockWatch.isBlocked ? this.#slots.at(this.#board.runningSlot())?.attempt.plan.key : undefined;
  }

  /** Load before a call that comes now, in calls, at the last sample; 0 if it starts at once. */
  get load(): number {
    return this.live + this.#blockWatch.delay;
  }

  /** Puts a call into a slot; it is sent by the next `flush`. */
  assign(call: PooledAttempt): void {
    const slot = this.#slots.next();
    this.#board.reset(slot);
    this.#slots.put(slot, call);
    call.state = { kind: "in-lane", lane: this, slot };
    call.attempt.lane = this.facts;
    this.#outbox.putCall(slot, call.attempt);
  }

  flush(): void {
    this.#outbox.flush();
  }

  /** Takes back a call that was abandoned, or tells it to stop if it has started. */
  abandon(slot: number, reason: AbortReason): void {
    this.#slots.abandon(slot);
    this.#takeBack(slot, reason);
    this.#listener.onProgressed(this);
  }

  /** Ends the thread or process, whatever it does. */
  end(): void {
    this.#carrier.end();
  }

  /** Ends it with its calls, which stay until it has ended, so that none that it starts now moves to another lane. */
  endFor(reason: string): void {
    this.#endReason ??= reason;
    this.#listener.onStuck(this);
  }

  /** Removes all calls from the lane, which is gone from then on, and returns the live ones. */
  evictCalls(): readonly EvictedCall[] {
    this.#enter("gone");
    this.#board.refresh(this.#slots.size);
    // While a function has control, no module is evaluated, so that none can have ended the lane.
    const isRunning = this.#board.runningSlot() !== -1;
    return this.#slots.clear().map(({ call, slot }) => {
      if (this.#board.mayHaveStarted(slot)) return { call, claim: "started" }; // no call may run twice
      return { call, claim: this.#board.claim(slot) === "loading" && !isRunning ? "loading" : "waiting" };
    });
  }

  #newInbox(): LaneInbox {
    return new LaneInbox({
      slots: this.#slots,
      board: this.#board,
      plans: this.#outbox.plans,
      ids: this.#outbox.ids,
      dues: new LaneDues(() => this.#outbox.sent >>> 0),
      onReady: () => {
        this.#isReady = true;
        if (this.state === "starting") this.#enter("open");
      },
      onMustReplace: (reason) => this.#listener.onMustReplace(this, reason),
      onEvent: this.#listener.onEvent,
    });
  }

  #enter(state: Lane["state"]): void {
    this.#state = state;
    this.stateSince = performance.now();
  }

  #receive(text: string): void {
    if (this.state === "gone" || this.#endReason !== undefined) return;
    this.#board.refresh(this.#slots.size); // a lane writes what it does before it sends what came of it
    if (this.#board.isForged() || this.#untaken < 0) this.endFor("an action wrote what only the lane writes");
    else if (!this.#inbox.handle(text)) this.endFor("it sent what no lane sends");
    else this.#listener.onProgressed(this);
  }

  #takeBack(slot: number, reason: AbortReason): void {
    // A loading module is aborted too: it may never end, so the lane has to show that it handles messages.
    const isLoading = this.#board.claim(slot) === "loading";
    if (this.#board.drop(slot) && !isLoading) return;
    this.#outbox.sendAbort(slot, this.#stuckWatch.expect(), reason);
    this.#abandonWatch.watch(slot);
  }
}
