import { burnIntervalMs, burnSamples, burnUtilization } from "../contract/limits.js";

// Taken before any action runs, so that none can replace them.
const { eventLoopUtilization } = performance;
const repeat = setInterval;
const stop = clearInterval;

/** Receives the samples of a `BurnWatch`. */
export interface BurnListener {
  /** Called with each sample. */
  readonly onSample: () => void;
  /** The lane has had no rest for `burnSamples` samples. */
  readonly onBurning: () => void;
}

/** Finds out whether a lane has no rest because of an overdue call that lets other calls in between its turns. */
export class BurnWatch {
  readonly #overdue = new Set<object>();
  #timer: NodeJS.Timeout | undefined;

  readonly #listener: BurnListener;

  constructor(listener: BurnListener) {
    this.#listener = listener;
  }

  /** Watches the lane until a call that was told to end has ended. */
  expectEnd(call: object): void {
    this.#overdue.add(call);
    this.#timer ??= this.#watch();
  }

  /** Notes that a call has ended, whether or not it was told to. */
  ended(call: object): void {
    if (!this.#overdue.delete(call) || this.#overdue.size > 0) return;
    stop(this.#timer);
    this.#timer = undefined;
  }

  #watch(): NodeJS.Timeout {
    let samples = 0;
    let last = eventLoopUtilization();
    return repeat(() => {
      const now = eventLoopUtilization();
      samples = eventLoopUtilization(now, last).utilization > burnUtilization ? samples + 1 : 0;
      last = now;
      if (samples === burnSamples) this.#listener.onBurning();
      this.#listener.onSample();
    }, burnIntervalMs).unref();
  }
}
