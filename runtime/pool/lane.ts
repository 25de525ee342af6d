import type { AbortReason } from "../backend/abort-reason.js";
import type { AdmittedCall } from "../backend/backend.js";
import type { Outcome } from "../backend/outcome.js";
import type { HostBoard } from "../channel/board.js";
import { Outbox } from "../channel/outbox.js";
import type { FromLane, ToLane } from "../channel/protocol.js";
import type { Ticket } from "../queue/fair-queue.js";
import type { LaneFault, RuntimeEvent } from "../telemetry/events.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import { HoldWatch } from "./block-watch.js";
import type { Carrier } from "./carriers/carrier.js";
import { forsakenGraceMs, maxUnstarted, maxWeight } from "./lane-limits.js";
import { lateFaultEvent } from "./late-fault-event.js";
import { readFromLane } from "./parse-from-lane.js";
import { RecentIds } from "./recent-ids.js";
import { Slots } from "./slots.js";
import { type Holder, SilenceWatch } from "./stuck-watch.js";

/** A call on its way through the pool. */
export interface PoolCall {
  readonly admitted: AdmittedCall;
  place:
    | { readonly kind: "queued"; readonly ticket: Ticket<PoolCall> }
    | { readonly kind: "placed"; readonly lane: Lane; readonly slot: number }
    | { readonly kind: "over" };
  /** How many lanes were lost that it may have been the end of, before it started. */
  losses: number;
}

/** What a lane tells its pool. */
export interface LaneListener {
  /** A batch was handled: there may be room, or nothing left to do. */
  readonly onProgressed: (lane: Lane) => void;
  /** It takes no more calls and has to be replaced. */
  readonly onSpoiled: (lane: Lane, fault: LaneFault) => void;
  /** It does not answer and has to be ended. */
  readonly onStuck: (lane: Lane) => void;
  /** It has ended, or is not to be trusted any more. */
  readonly onLost: (lane: Lane, message: string, isInterrupted?: boolean) => void;
  readonly onEvent: (event: RuntimeEvent) => void;
}

/** A thread or process with many calls in flight, as the host sees it. */
export class Lane {
  /** `starting` and `open` lanes take calls; a `draining` one only finishes those that it has. */
  state: "starting" | "open" | "draining" | "gone" = "starting";
  /** Why it is to be replaced, if it is. */
  fault: LaneFault | undefined = undefined;
  readonly #slots = new Slots<PoolCall>();
  readonly #plans = new Set<string>();
  readonly #ids = new RecentIds();
  readonly #outbox: Outbox<ToLane>;
  #sent = 0;
  /** There is a look to come at whether too many calls go on that nobody waits for. */
  #willLook = false;
  readonly #hold: HoldWatch;
  readonly #silence: SilenceWatch;
  readonly #board: HostBoard;

  readonly #carrier: Carrier;
  readonly #listener: LaneListener;

  constructor(
    readonly facts: LaneFacts,
    carrier: Carrier,
    listener: LaneListener,
  ) {
    this.#carrier = carrier;
    this.#listener = listener;

    this.#board = carrier.board;
    this.#outbox = new Outbox((text) => carrier.post(text));
    this.#hold = new HoldWatch(this.#board);
    this.#silence = new SilenceWatch(this.#board, {
      isGone: () => this.state === "gone",
      isStarting: () => this.state === "starting",
      holder: () => this.#holder(),
      goesOn: () => this.#slots.forsaken > 0,
      ask: (sequence) => this.#outbox.send(["ask", sequence]),
      onStuck: () => listener.onStuck(this),
    });
    carrier.listen({
      onText: (text) => this.#receive(text),
      onExit: (message, isInterrupted) => listener.onLost(this, message, isInterrupted),
      onGrown: () => listener.onSpoiled(this, "grown"),
    });
  }

  get domain(): string {
    return this.facts.domain;
  }

  /** Calls that somebody waits for. */
  get live(): number {
    return this.#slots.live;
  }

  /** When it last had such a call, on the monotonic clock. */
  get lastUsed(): number {
    return this.#slots.lastUsed;
  }

  get unstarted(): number {
    this.#board.refresh();
    return this.seenUnstarted;
  }

  /** How many there were when the board was last looked at, and those that came since. */
  get seenUnstarted(): number {
    return (this.#sent - this.#board.taken()) | 0; // both count modulo 2^32
  }

  /** It has begun, or refused, a call at least. */
  get hasWorked(): boolean {
    return this.#board.taken() !== 0;
  }

  get hasRoom(): boolean {
    const isOpen = this.state === "starting" || this.state === "open";
    if (!isOpen || this.#slots.taken >= this.facts.capacity || this.#slots.weight >= maxWeight) return false;
    return this.seenUnstarted < maxUnstarted || this.unstarted < maxUnstarted;
  }

  /** Calls that somebody waits for and that have not started; calls whose function runs. By claims: `taken` may lag behind. */
  count(): { readonly queued: number; readonly running: number } {
    this.#board.refresh();
    let queued = 0;
    let running = 0;
    for (const [slot, call] of this.#slots.entries()) {
      if (call && this.#board.claim(slot) === "started") running++;
      else if (this.#slots.waitedFor(slot)) queued++;
    }
    return { queued, running };
  }

  /** Looks at what the lane is doing, for `load`. */
  look(): void {
    if (this.seenUnstarted > 0) this.#board.refreshTaken();
    this.#hold.look(this.seenUnstarted);
  }

  /** The key of the action that keeps the thread for long, as of the last look. */
  get heldBy(): string | undefined {
    return this.#hold.isLong ? this.#slots.at(this.#board.running())?.admitted.plan.key : undefined;
  }

  /** How much there is before a call that comes now, in calls, as of the last look; 0 where it begins at once. */
  get load(): number {
    return this.live + this.#hold.delay;
  }

  /** Takes a call; it goes out with the next `flush`. */
  take(call: PoolCall): void {
    const { plan, args, secrets, onStarted } = call.admitted;
    const slot = this.#slots.next();
    this.#board.reset(slot);
    this.#slots.put(slot, call);
    call.place = { kind: "placed", lane: this, slot };
    call.admitted.lane = this.facts;
    this.#sent = (this.#sent + 1) | 0;
    if (!this.#plans.has(plan.key)) this.#outbox.put(["plan", plan]);
    this.#plans.add(plan.key);
    if (onStarted) {
      this.#ids.remember(this.#sent, call.admitted.id);
      this.#outbox.put(["call", slot, plan.key, args, secrets ?? null, this.#sent]);
    } else this.#outbox.put(secrets ? ["call", slot, plan.key, args, secrets] : ["call", slot, plan.key, args]);
  }

  flush(): void {
    this.#outbox.flush();
  }

  /** Nobody waits for a call any more; one that has started is told to stop. */
  abandon(slot: number, reason: AbortReason): void {
    this.#slots.forsake(slot);
    // Told also where its module only loads, which may take for ever: the lane has to show that it listens.
    const isLoading = this.#board.claim(slot) === "loading";
    if (this.#board.drop(slot) && !isLoading) return;
    this.#outbox.send(["abort", slot, this.#silence.expect(), reason]);
    const call = this.#slots.at(slot);
    // A lane that serves one call at a time is of no use while a call goes on that nobody waits for.
    if (this.facts.capacity === 1) this.#spoilIf(() => call !== undefined && this.#slots.at(slot) === call);
    else if (this.#slots.isForsaken && !this.#willLook) this.#spoilIf(() => this.#slots.isForsaken);
  }

  /** Ends the thread or process, whatever it does. */
  end(): void {
    this.#carrier.end();
  }

  /** Ends the lane's part in all its calls: those that somebody waits for, and how far each had come. */
  lose(): readonly { readonly call: PoolCall; readonly claim: "waiting" | "loading" | "started" }[] {
    this.state = "gone";
    this.#board.refresh();
    // While a function has control no module is evaluated: none was the end of the lane.
    const isHeld = this.#board.running() !== -1;
    const isForged = this.#board.isForged();
    return this.#slots.clear().flatMap(({ call, slot }) => {
      const claim = isForged ? "started" : this.#board.claim(slot); // none may run twice
      if (claim === "dropped") return [];
      return [{ call, claim: isHeld && claim === "loading" ? "waiting" : claim } as const];
    });
  }

  #receive(text: string): void {
    if (this.state === "gone") return;
    const isSound = readFromLane(text)?.every((message) => this.#handle(message)) === true;
    this.#board.refresh();
    if (isSound && !this.#board.isForged()) this.#listener.onProgressed(this);
    else {
      this.#listener.onLost(
        this,
        isSound ? "somebody else wrote what only the lane writes" : "it sent what no lane sends",
      );
      this.end();
    }
  }

  /** False for a message about a call or an action that this lane does not have. */
  #handle(message: FromLane): boolean {
    switch (message[0]) {
      case "value":
        return this.#finish(message[1], { kind: "value", value: message[2] });
      case "ended":
        return this.#finish(message[1], message[2]);
      case "dropped":
        return this.#finish(message[1], undefined);
      case "started":
        this.#started(message[1])?.onStarted?.(message[2]);
        return this.#slots.at(message[1]) !== undefined;
      case "secret-in-result":
        return this.#tellSecret(message[1]);
      case "log":
        this.#started(message[1])?.onLog(message[2]);
        return this.#slots.at(message[1]) !== undefined;
      case "progress":
        this.#started(message[1])?.onProgress(message[2], message[3] ?? undefined);
        return this.#slots.at(message[1]) !== undefined;
      case "stray-log":
      case "late-rejection":
      case "late-throw":
        if (message[1] !== null && !this.#plans.has(message[1])) return false;
        this.#listener.onEvent(lateFaultEvent(message, this.#ids.find(message[3])));
        if (message[0] === "late-throw") this.#listener.onSpoiled(this, message[0]);
        return true;
      case "grown":
      case "burning":
        this.#listener.onSpoiled(this, message[0]);
        return true;
      case "ready":
        if (this.state === "starting") this.state = "open";
        return true;
      case "taken":
        return true; // whoever handles a batch looks for room anyway
      default:
        return message satisfies never;
    }
  }

  /** A call of which the lane tells what only one that has started does, if somebody waits for it. */
  #started(slot: number): AdmittedCall | undefined {
    this.#board.sawStarted(slot);
    return this.#slots.waitedFor(slot)?.admitted;
  }

  #tellSecret(slot: number): boolean {
    const admitted = this.#slots.waitedFor(slot)?.admitted;
    if (admitted) this.#listener.onEvent({ kind: "secret-in-result", call: admitted.id, action: admitted.plan.key });
    return this.#slots.at(slot) !== undefined;
  }

  #finish(slot: number, outcome: Outcome | undefined): boolean {
    if (!this.#slots.at(slot)) return false;
    const call = this.#slots.release(slot);
    if (call) call.place = { kind: "over" };
    if (outcome) call?.admitted.ended(outcome);
    return true;
  }

  /** After a while: calls that were told to end mostly do. */
  #spoilIf(goesOn: () => boolean): void {
    this.#willLook = true;
    const look = (): void => {
      this.#willLook = false;
      if (goesOn()) this.#listener.onSpoiled(this, "forsaken");
    };
    setTimeout(look, forsakenGraceMs).unref();
  }

  /** For a lane that is silent; by claims. */
  #holder(): Holder {
    const running = this.#slots.at(this.#board.running());
    if (running) return running.place.kind === "over" ? "overdue" : "needed";
    let holder: Holder = "nobody";
    for (const [slot] of this.#slots.entries()) {
      const claim = this.#slots.waitedFor(slot) && this.#board.claim(slot);
      // Its module's top level may compute; one that never ends is found when that call is overdue.
      if (claim === "loading") return "needed";
      if (claim === "started") holder = "unknown";
    }
    return holder;
  }
}
