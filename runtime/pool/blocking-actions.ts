import { blockingMemoryMs, maxBlockingActions } from "../contract/limits.js";

/** Keys of the actions that blocked their thread lately. */
export class BlockingActions {
  /** Time of the last record of each, on the monotonic clock; the oldest comes first. */
  readonly #recorded = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#recorded.size === 0;
  }

  has(key: string): boolean {
    return this.#recorded.has(key);
  }

  record(key: string, now: number = performance.now()): void {
    this.#recorded.delete(key);
    this.#recorded.set(key, now);
    this.forget(now);
  }

  /** Forgets records that are too old or too many. */
  forget(now: number = performance.now()): void {
    for (const [key, at] of this.#recorded) {
      if (now - at < blockingMemoryMs && this.#recorded.size <= maxBlockingActions) return;
      this.#recorded.delete(key);
    }
  }
}
