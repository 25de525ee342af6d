import { type AbortReason, abortError } from "../backend/abort-reason.js";
import type { CallHolder } from "../backend/backend.js";

/** Has a call while its secrets are looked up; aborts its signal, if somebody has asked for it, when the call is given up. */
export class Cancellation implements CallHolder {
  #controller: AbortController | undefined;
  #reason: Error | undefined;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Throws if the call was given up. */
  check(): void {
    if (this.#reason) throw this.#reason;
  }

  abandon(reason: AbortReason): void {
    this.#reason = abortError(reason);
    this.#controller?.abort(this.#reason);
  }
}
