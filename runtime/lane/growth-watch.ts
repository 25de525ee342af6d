import v8 from "node:v8";
import { grownShare, heapIntervalMs, heapSamples } from "../contract/limits.js";

// Taken before any action runs, so that none can replace them.
const { getHeapStatistics } = v8;
const now = performance.now.bind(performance);

/** Finds out, between calls, whether a lane's heap and buffers have grown beyond three quarters of its memory. */
export class GrowthWatch {
  #nextSample: number = now() + heapIntervalMs;
  #highSamples = 0;

  readonly #limitMb: number;
  readonly #onGrown: () => void;

  constructor(limitMb: number, onGrown: () => void) {
    this.#limitMb = limitMb;
    this.#onGrown = onGrown;
  }

  /** Called at the end of each call. Cheap: takes a few samples a second at most, and reports once. */
  sample(): void {
    const time = now();
    if (time < this.#nextSample) return;
    this.#nextSample = time + heapIntervalMs;
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    this.#highSamples = heap + external > this.#limitMb * grownShare * 2 ** 20 ? this.#highSamples + 1 : 0;
    if (this.#highSamples === heapSamples) this.#onGrown();
  }
}
