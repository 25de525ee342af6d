/** How many are remembered: a lane has up to a thousand calls, and what comes late mostly comes soon. A power of two. */
const size = 4096;

/** The ids of the latest calls of a lane, by the number that the lane knows each by: the lane never sees an id. */
export class RecentIds {
  readonly #entries: ({ readonly serial: number; readonly id: string } | undefined)[] = [];

  remember(serial: number, id: string): void {
    this.#entries[serial & (size - 1)] = { serial, id };
  }

  /** Undefined for a call that nobody asked to remember, and for one of long ago. */
  find(serial: number | null): string | undefined {
    if (serial === null) return undefined;
    const entry = this.#entries[serial & (size - 1)];
    return entry?.serial === serial ? entry.id : undefined;
  }
}
