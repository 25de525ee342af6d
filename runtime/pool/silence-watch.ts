import type { HostBoard } from "./board.js";

/** What decides whether a silent lane is stuck. */
export interface Silence {
  readonly isGone: () => boolean;
  /** A call that is within its time holds the thread; ending the lane would end that call as well. */
  readonly isHeld: () => boolean;
  readonly onStuck: () => void;
}

/** How long a lane may take to see that a call is to stop before it counts as stuck, in milliseconds. */
const graceMs = 1_000;

/** Finds out whether a lane that was told to end a call still listens. */
export class SilenceWatch {
  private sequence = 0;
  private isWatching = false;

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
    if (isSilent && !this.silence.isHeld()) this.silence.onStuck();
    else if (isSilent || this.sequence > expected) this.watch();
  }
}
