/** An entry of `PendingCalls`, which knows its own index. */
export interface Pending {
  /** Index among the others; only `PendingCalls` writes it. */
  index: number;
}

/**
 * Calls that have no answer yet. Not a `Set`: each table that a set has outgrown refers to the next one, so that after a full
 * collection the one among the old objects keeps alive every later table, and all calls in them, until the next full
 * collection (copying them took half of the host's time).
 */
export class PendingCalls<Call extends Pending> {
  readonly #calls: Call[] = [];

  get size(): number {
    return this.#calls.length;
  }

  add(call: Call): void {
    call.index = this.#calls.push(call) - 1;
  }

  /** Removes a call if it is there; the last one moves to its index. */
  delete(call: Call): void {
    if (this.#calls[call.index] !== call) return;
    const last = this.#calls.pop();
    if (!last || last === call) return;
    this.#calls[call.index] = last;
    last.index = call.index;
  }

  /** A copy of the list. */
  all(): readonly Call[] {
    return [...this.#calls];
  }
}
