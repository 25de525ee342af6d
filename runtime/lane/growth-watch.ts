import v8 from "node:v8";

const { getHeapStatistics } = v8;
const now = performance.now.bind(performance);

/** How often the memory is looked at while calls end, in milliseconds. */
const periodMs = 250;

/** Looks in a row that must find it high: once may be garbage that nobody has collected yet. */
const grownLooks = 4;

/** Finds out, between calls, whether what a lane keeps in its heap and in buffers has grown beyond three quarters of its limit. */
export class GrowthWatch {
  #nextLook: number = now() + periodMs;
  #looks = 0;

  readonly #limitMb: number;
  readonly #onGrown: () => void;

  constructor(limitMb: number, onGrown: () => void) {
    this.#limitMb = limitMb;
    this.#onGrown = onGrown;
  }

  /** A call has ended. Cheap: looks a few times a second at most, and tells once. */
  look(): void {
    const time = now();
    if (time < this.#nextLook) return;
    this.#nextLook = time + periodMs;
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    this.#looks = heap + external > this.#limitMb * 0.75 * 2 ** 20 ? this.#looks + 1 : 0;
    if (this.#looks === grownLooks) this.#onGrown();
  }
}
