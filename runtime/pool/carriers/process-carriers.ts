import type { Carrier, CarrierSource } from "./carrier.js";
import { ProcessCarrier, type ProcessParts } from "./process-carrier.js";
import { MemoryWatch } from "./process-memory.js";

/** Lanes that are processes of their own. */
export class ProcessCarriers implements CarrierSource {
  readonly #running = new Set<ProcessCarrier>();
  readonly #memory = new MemoryWatch();

  readonly #parts: ProcessParts;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
  }

  start(): Carrier {
    const { temporary } = this.#parts.launch;
    temporary?.enter();
    let carrier: ProcessCarrier;
    try {
      carrier = new ProcessCarrier(this.#parts, this.#memory);
    } catch (error) {
      temporary?.leave();
      throw error;
    }
    this.#running.add(carrier);
    void carrier.ended.then(() => {
      this.#running.delete(carrier);
      temporary?.leave();
    });
    return carrier;
  }

  async destroy(): Promise<void> {
    const all = [...this.#running];
    for (const carrier of all) carrier.end();
    await Promise.all(all.map((carrier) => carrier.ended));
  }
}
