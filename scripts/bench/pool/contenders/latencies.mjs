/** Latencies of calls, in milliseconds; keeps the first million. */
export class Latencies {
  #values = new Float64Array(1 << 20);
  #count = 0;

  add(ms) {
    if (this.#count < this.#values.length) this.#values[this.#count++] = ms;
  }

  get count() {
    return this.#count;
  }

  /** Returns the latency, in microseconds, that this share of the calls does not exceed. */
  quantile(share) {
    const sorted = this.#values.slice(0, this.#count).sort();
    return (sorted[Math.max(0, Math.ceil(share * this.#count) - 1)] ?? Number.NaN) * 1000;
  }
}
