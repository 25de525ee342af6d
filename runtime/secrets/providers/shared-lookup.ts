import { maxJoinedLookupMs } from "../../contract/limits.js";
import type { SecretContext, SecretValues } from "../provider.js";

/** One question to a provider, for whose answer several calls wait; aborted when none of them does any more. */
export class SharedLookup {
  readonly #controller = new AbortController();
  readonly #answer: Promise<SecretValues>;
  readonly #startMs = performance.now();
  #waiting = 0;

  constructor(ask: (signal: AbortSignal) => Promise<SecretValues>) {
    this.#answer = ask(this.#controller.signal);
    this.#answer.catch(() => {}); // Each call that waits is told; there may be none left.
  }

  /** Tells whether a further call may wait for it: one that hangs must not hold those that come later. */
  get isOpen(): boolean {
    return !this.#controller.signal.aborted && performance.now() - this.#startMs < maxJoinedLookupMs;
  }

  /** Returns the answer, for one more call; rejects when that call's own signal is aborted. */
  async join(signal: SecretContext["signal"]): Promise<SecretValues> {
    signal.throwIfAborted();
    this.#waiting++;
    let leave = (): void => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
    });
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([this.#answer, left]);
    } finally {
      signal.removeEventListener("abort", leave);
      this.#waiting--;
      if (this.#waiting === 0 && signal.aborted) this.#controller.abort(signal.reason);
    }
  }
}
