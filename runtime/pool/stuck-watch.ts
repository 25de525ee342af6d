import type { HostBoard } from "../channel/board.js";
import { stuckGraceMs, stuckGracesStarting, stuckGracesUnknown } from "../contract/limits.js";
import type { Slots } from "./slots.js";

/** The lane, as its `StuckWatch` knows it. */
export interface WatchedLane {
  readonly stateOf: () => "starting" | "open" | "draining" | "gone";
  /** Asks the lane for a sign of life. */
  readonly ping: (sequence: number) => void;
  readonly onStuck: () => void;
}

/**
 * The call that blocks a silent lane, as far as the board shows. `needed`: one within its time, which the end of the lane would
 * end as well. `overdue`: an abandoned one. `unknown`: any of those that have started, one of which is within its time.
 * `none`: no started call is within its time.
 */
type Blocker = "needed" | "overdue" | "unknown" | "none";

/** Finds out whether a lane that was told to end a call still handles messages. */
export class StuckWatch {
  #sequence = 0;
  #isWatching = false;
  /** Sequence number of the last ping. A lane that ignores a ping is ended only if no call within its time may be hurt. */
  #pinged = 0;
  /** Checks in a row that found it silent and no call within its time that is known to be the reason. */
  #silentChecks = 0;

  readonly #board: HostBoard;
  readonly #slots: Slots;
  readonly #lane: WatchedLane;

  constructor(board: HostBoard, slots: Slots, lane: WatchedLane) {
    this.#board = board;
    this.#slots = slots;
    this.#lane = lane;
  }

  /** Returns the sequence number of the next abort, and expects it on the board within a grace period. */
  expect(): number {
    this.#sequence++;
    this.#watch();
    return this.#sequence;
  }

  #ping(): void {
    this.#pinged = this.expect();
    this.#lane.ping(this.#pinged);
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    setTimeout((expected) => this.#check(expected), stuckGraceMs, this.#sequence).unref();
  }

  #check(expected: number): void {
    this.#isWatching = false;
    if (this.#lane.stateOf() === "gone") return;
    this.#board.refresh(this.#slots.size);
    if (this.#board.abortSeen() >= expected) {
      this.#silentChecks = 0;
      if (this.#sequence > expected) this.#watch();
      else if (this.#slots.abandoned > 0) this.#ping(); // an abandoned call may block the thread later
    } else if (this.#isSpared(this.#pinged === expected)) this.#watch();
    else this.#lane.onStuck();
  }

  #isSpared(isPing: boolean): boolean {
    const blocker = this.#blocker();
    if (blocker === "needed" || (blocker === "unknown" && isPing)) {
      this.#silentChecks = 0;
      return true;
    }
    this.#silentChecks++;
    if (this.#lane.stateOf() === "starting") return this.#silentChecks < stuckGracesStarting;
    return blocker === "unknown" && this.#silentChecks < stuckGracesUnknown;
  }

  #blocker(): Blocker {
    const running = this.#slots.at(this.#board.runningSlot());
    if (running) return running.isOver ? "overdue" : "needed";
    let blocker: Blocker = "none";
    for (const [slot] of this.#slots.entries()) {
      const claim = this.#slots.liveAt(slot) && this.#board.claim(slot);
      // A module's top level may compute for long; one that never ends is found when its call is overdue.
      if (claim === "loading") return "needed";
      if (claim === "started") blocker = "unknown";
    }
    return blocker;
  }
}
