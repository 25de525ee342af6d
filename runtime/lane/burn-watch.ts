const { eventLoopUtilization } = performance;
const repeat = setInterval;
const stop = clearInterval;

/** How often is looked whether a call that should have ended keeps its lane busy, in milliseconds. */
const periodMs = 500;

/** Looks in a row that must find the lane busy. */
const burningLooks = 3;

/** As good as all of the time. */
const busy = 0.9;

/** What is watched while a call that should have ended goes on. */
export interface Burning {
  /** Looks at the lane's memory. */
  readonly look: () => void;
  /** The lane has no rest. */
  readonly onBurning: () => void;
}

/** Finds out whether a lane has no rest although a call in it should have ended: one that goes on in turns, and lets others in. */
export class BurnWatch {
  readonly #overdue = new Set<object>();
  #timer: NodeJS.Timeout | undefined;

  readonly #burning: Burning;

  constructor(burning: Burning) {
    this.#burning = burning;
  }

  /** A call was told to end. */
  expectEnd(call: object): void {
    this.#overdue.add(call);
    this.#timer ??= this.#watch();
  }

  /** A call has ended; whether it was told to does not matter. */
  ended(call: object): void {
    if (!this.#overdue.delete(call) || this.#overdue.size > 0) return;
    stop(this.#timer);
    this.#timer = undefined;
  }

  #watch(): NodeJS.Timeout {
    let looks = 0;
    let last = eventLoopUtilization();
    return repeat(() => {
      const now = eventLoopUtilization();
      looks = eventLoopUtilization(now, last).utilization > busy ? looks + 1 : 0;
      last = now;
      if (looks === burningLooks) this.#burning.onBurning();
      this.#burning.look();
    }, periodMs).unref();
  }
}
