/** How long it is remembered that an action kept its thread, in milliseconds: it may have been its arguments, or a busy machine. */
const memoryMs = 60_000;

/** How many actions are remembered. */
export const maxHolding = 1_000;

/** The keys of actions that were lately seen to keep their thread for long. */
export class Holding {
  /** When each was last seen, on the monotonic clock; the one that was not seen for longest comes first. */
  readonly #seen = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }

  has(key: string): boolean {
    return this.#seen.has(key);
  }

  see(key: string, now: number = performance.now()): void {
    this.#seen.delete(key);
    this.#seen.set(key, now);
    this.forget(now);
  }

  /** Forgets what is long ago or too much. */
  forget(now: number = performance.now()): void {
    for (const [key, at] of this.#seen) {
      if (now - at < memoryMs && this.#seen.size <= maxHolding) return;
      this.#seen.delete(key);
    }
  }
}
