import type { HostBoard } from "../channel/board.js";

/** Who has kept a thread for so long may keep it for longer, in milliseconds. */
const longMs = 10;

/** A lane that is at work just now counts as so many calls more: enough to prefer another one where there are few calls. */
const atWork = 8;

const endless = Number.MAX_SAFE_INTEGER / 2;

/** Sees how long a function has had control of a lane, or kept others from beginning. */
export class HoldWatch {
  /** When it was first seen, and how many calls had begun by then. */
  #held: { readonly begun: number; readonly at: number } | undefined = undefined;
  /** What a call that comes now has to wait for, as of the last look, in calls; 0 for nothing. */
  delay = 0;

  /** A function has kept the thread for long. */
  get isLong(): boolean {
    return this.delay === endless;
  }

  readonly #board: HostBoard;

  constructor(board: HostBoard) {
    this.#board = board;
  }

  /** Looks again; `unstarted` calls have not begun. */
  look(unstarted: number): void {
    const begun = this.#board.taken();
    if (unstarted === 0 && !this.#board.isHeld()) this.#held = undefined;
    else if (this.#held?.begun !== begun) this.#held = { begun, at: performance.now() };
    if (!this.#held) this.delay = 0;
    else this.delay = performance.now() - this.#held.at > longMs ? endless : atWork;
  }
}
