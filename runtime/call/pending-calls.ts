/** What `PendingCalls` keeps: it knows where. */
export interface Pending {
  /** Its place among the others; `PendingCalls` alone writes it. */
  place: number;
}

/**
 * The calls that have no answer yet. Not a `Set`: that leads from each table it has outgrown to the next one, so that after a
 * full collection the one that lies among the old objects keeps alive every later table, and all calls in them, until the next
 * (half of the host's time went into copying them).
 */
export class PendingCalls<Call extends Pending> {
  readonly #calls: Call[] = [];

  get size(): number {
    return this.#calls.length;
  }

  add(call: Call): void {
    call.place = this.#calls.push(call) - 1;
  }

  /** Takes a call out, if it is in; the last one takes its place. */
  delete(call: Call): void {
    if (this.#calls[call.place] !== call) return;
    const last = this.#calls.pop();
    if (!last || last === call) return;
    this.#calls[call.place] = last;
    last.place = call.place;
  }

  /** Those that are in now. */
  all(): readonly Call[] {
    return [...this.#calls];
  }
}
