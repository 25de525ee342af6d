import type { HostBoard } from "../channel/board.js";
import { blockingMs, runningLoad } from "../contract/limits.js";

const endless = Number.MAX_SAFE_INTEGER / 2;

/** Measures how long a function has had control of a lane, or kept other calls from starting. */
export class BlockWatch {
  /** Time of the sample that first found it blocked, and the number of calls that had left the inbox by then. */
  #blocked: { readonly taken: number; readonly at: number } | undefined = undefined;
  /** Wait of a call that comes now, in calls, at the last sample; 0 if it starts at once. */
  delay = 0;

  /** A function has kept the thread for longer than `blockingMs`. */
  get isBlocked(): boolean {
    return this.delay === endless;
  }

  readonly #board: HostBoard;

  constructor(board: HostBoard) {
    this.#board = board;
  }

  /** Takes a sample; `unstarted` calls have not started. */
  sample(unstarted: number): void {
    const taken = this.#board.taken();
    if (unstarted === 0 && !this.#board.isRunning()) this.#blocked = undefined;
    else if (this.#blocked?.taken !== taken) this.#blocked = { taken, at: performance.now() };
    if (!this.#blocked) this.delay = 0;
    else this.delay = performance.now() - this.#blocked.at > blockingMs ? endless : runningLoad;
  }
}
