import { abandonedGraceMs } from "../contract/limits.js";
import type { Slots } from "./slots.js";

/** Finds out whether abandoned calls that were told to stop make a lane unusable: most of them end soon. */
export class AbandonWatch {
  #isWatching = false;

  readonly #slots: Slots;
  readonly #capacity: number;
  readonly #onUnusable: () => void;

  /** `onUnusable` is called if abandoned calls still take too much of the lane after a grace period. */
  constructor(slots: Slots, capacity: number, onUnusable: () => void) {
    this.#slots = slots;
    this.#capacity = capacity;
    this.#onUnusable = onUnusable;
  }

  /** Watches the abandoned call of a slot. */
  watch(slot: number): void {
    const call = this.#slots.at(slot);
    // A lane with a single slot is of no use while an abandoned call runs in it.
    if (this.#capacity === 1) this.#checkLater(() => call !== undefined && this.#slots.at(slot) === call);
    else if (this.#slots.hasTooManyAbandoned && !this.#isWatching) {
      this.#checkLater(() => this.#slots.hasTooManyAbandoned);
    }
  }

  #checkLater(isUnusable: () => boolean): void {
    this.#isWatching = true;
    const check = (): void => {
      this.#isWatching = false;
      if (isUnusable()) this.#onUnusable();
    };
    setTimeout(check, abandonedGraceMs).unref();
  }
}
