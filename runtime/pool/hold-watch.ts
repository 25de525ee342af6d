import type { HostBoard } from "./board.js";

/** How soon a lane begins a call that it is given: at once, behind others, or after a function that keeps the thread. */
export const waits = { none: 0, short: 1, long: 2 } as const;

export type Wait = (typeof waits)[keyof typeof waits];

/** Who has kept a thread for so long may keep it for longer, in milliseconds. */
const longMs = 10;

/** Sees how long a function has had control of a lane. */
export class HoldWatch {
  /** When it was first seen, and how many calls had begun by then. */
  private held: { readonly begun: number; readonly at: number } | undefined = undefined;

  constructor(private readonly board: HostBoard) {}

  look(): void {
    this.board.refresh();
    const begun = this.board.taken();
    if (this.board.running() === -1) this.held = undefined;
    else if (this.held?.begun !== begun) this.held = { begun, at: performance.now() };
  }

  /** As of the last look, with so many calls that have not begun. */
  wait(unstarted: number): Wait {
    if (this.held && performance.now() - this.held.at > longMs) return waits.long;
    return this.held || unstarted > 0 ? waits.short : waits.none;
  }
}
