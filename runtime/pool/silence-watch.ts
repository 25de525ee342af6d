import type { HostBoard } from "./board.js";

/** What decides whether a silent lane is stuck. */
export interface Silence {
  readonly isGone: () => boolean;
  /** A call that is within its time holds the thread; ending the lane would end that call as well. */
  readonly isHeld: () => boolean;
  /** A call that was told to end has not: having seen that, it may still keep the thread. */
  readonly goesOn: () => boolean;
  /** Asks the lane to show that it listens. */
  readonly ask: (sequence: number) => void;
  /** A call that is within its time has started. */
  readonly isNeeded: () => boolean;
  readonly onStuck: () => void;
}

/** How long a lane may take to see that a call is to stop before it counts as stuck, in milliseconds. */
const graceMs = 1_000;

/** Finds out whether a lane that was told to end a call still listens. */
export class SilenceWatch {
  private sequence = 0;
  private isWatching = false;
  /** The latest number that was asked for without need: who does not answer that is ended only where it hurts nobody. */
  private asked = 0;

  constructor(
    private readonly board: HostBoard,
    private readonly silence: Silence,
  ) {}

  /** The number that the next abort carries; the lane is to show it on the board before long. */
  expect(): number {
    this.sequence++;
    this.watch();
    return this.sequence;
  }

  private ask(): void {
    this.asked = this.expect();
    this.silence.ask(this.asked);
  }

  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    setTimeout((expected) => this.look(expected), graceMs, this.sequence).unref();
  }

  private look(expected: number): void {
    this.isWatching = false;
    if (this.silence.isGone()) return;
    this.board.refresh();
    const isSilent = this.board.abortSeen() < expected;
    const isSpared = this.asked === expected ? this.silence.isNeeded() : this.silence.isHeld();
    if (isSilent && !isSpared) this.silence.onStuck();
    else if (isSilent || this.sequence > expected) this.watch();
    else if (this.silence.goesOn()) this.ask();
  }
}
