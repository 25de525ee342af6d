import type { HostBoard } from "../channel/board.js";

/** What decides whether a silent lane is stuck. */
export interface Silence {
  readonly isGone: () => boolean;
  /** It has not said yet that it is ready. */
  readonly isStarting: () => boolean;
  /** Who keeps the thread, as far as the board tells, and what the end of the lane would cost. */
  readonly holder: () => Holder;
  /** A call that was told to end has not: having seen that, it may still keep the thread. */
  readonly goesOn: () => boolean;
  /** Asks the lane to show that it listens. */
  readonly ask: (sequence: number) => void;
  readonly onStuck: () => void;
}

/**
 * `needed`: a call that is within its time, which the end of the lane would end as well. `overdue`: one that is not.
 * `unknown`: that cannot be told, and a call within its time has started. `nobody`: the same, and none has.
 */
export type Holder = "needed" | "overdue" | "unknown" | "nobody";

/** How long a lane may take to see that a call is to stop before that counts as silence, in milliseconds. */
const graceMs = 1_000;

/** So many graces a lane may be silent where it may be a call within its time that keeps the thread, and where it starts. */
const patience = { unknown: 5, starting: 10 } as const;

/** Finds out whether a lane that was told to end a call still listens. */
export class SilenceWatch {
  #sequence = 0;
  #isWatching = false;
  /** The latest number that was asked for without need: who does not answer that is ended only where it hurts nobody. */
  #asked = 0;
  /** Looks in a row that found it silent, without a call that is known to be the reason and within its time. */
  #silentLooks = 0;

  readonly #board: HostBoard;
  readonly #silence: Silence;

  constructor(board: HostBoard, silence: Silence) {
    this.#board = board;
    this.#silence = silence;
  }

  /** The number that the next abort carries; the lane is to show it on the board before long. */
  expect(): number {
    this.#sequence++;
    this.#watch();
    return this.#sequence;
  }

  #ask(): void {
    this.#asked = this.expect();
    this.#silence.ask(this.#asked);
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    setTimeout((expected) => this.#look(expected), graceMs, this.#sequence).unref();
  }

  #look(expected: number): void {
    this.#isWatching = false;
    if (this.#silence.isGone()) return;
    this.#board.refresh();
    if (this.#board.abortSeen() >= expected) {
      this.#silentLooks = 0;
      if (this.#sequence > expected) this.#watch();
      else if (this.#silence.goesOn()) this.#ask();
    } else if (this.#isSpared(this.#asked === expected)) this.#watch();
    else this.#silence.onStuck();
  }

  #isSpared(isAsked: boolean): boolean {
    const holder = this.#silence.holder();
    if (holder === "needed" || (holder === "unknown" && isAsked)) {
      this.#silentLooks = 0;
      return true;
    }
    this.#silentLooks++;
    if (this.#silence.isStarting()) return this.#silentLooks < patience.starting;
    return holder === "unknown" && this.#silentLooks < patience.unknown;
  }
}
