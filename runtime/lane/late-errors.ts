import type { LateNews } from "../channel/protocol.js";

const now = performance.now.bind(performance);

/** How many errors of a kind that nobody caught a lane tells of in a second: an action can make them faster than anybody hears. */
const maxPerSecond = 100;

/** Which errors that nobody caught go to the host. */
export class LateErrors {
  readonly #told = { "late-rejection": { since: 0, count: 0 }, "late-throw": { since: 0, count: 0 } };

  /** Whether this one does. */
  admits(kind: Exclude<LateNews[0], "stray-log">, time: number = now()): boolean {
    const told = this.#told[kind];
    if (time - told.since >= 1_000) {
      told.since = time;
      told.count = 0;
    }
    told.count++;
    return told.count <= maxPerSecond;
  }
}
