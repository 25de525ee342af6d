import type { LateNews } from "../channel/protocol.js";
import { maxLateErrorsPerSecond } from "../contract/limits.js";

const now = performance.now.bind(performance);

/** Limits the uncaught errors that go to the host, by kind. */
export class LateErrors {
  readonly #counts = { "late-rejection": { since: 0, count: 0 }, "late-throw": { since: 0, count: 0 } };

  /** Counts an error and returns whether it goes to the host. */
  admits(kind: Exclude<LateNews[0], "stray-log">, time: number = now()): boolean {
    const current = this.#counts[kind];
    if (time - current.since >= 1_000) {
      current.since = time;
      current.count = 0;
    }
    current.count++;
    return current.count <= maxLateErrorsPerSecond;
  }
}
