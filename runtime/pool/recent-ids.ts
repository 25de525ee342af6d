import { rememberedIds } from "../contract/limits.js";

/** Ids of the latest calls of a lane, by the number that stands for each in messages: the lane never receives an id. */
export class RecentIds {
  readonly #entries: ({ readonly serial: number; readonly id: string } | undefined)[] = [];

  remember(serial: number, id: string): void {
    this.#entries[serial & (rememberedIds - 1)] = { serial, id };
  }

  /** Returns the id of a call; undefined for one that was not remembered, or too long ago. */
  find(serial: number | null): string | undefined {
    if (serial === null) return undefined;
    const entry = this.#entries[serial & (rememberedIds - 1)];
    return entry?.serial === serial ? entry.id : undefined;
  }
}
