import { readSliceMs } from "../contract/limits.js";

/** Hands the texts of a lane on, in order, and lets everything else have its turn when that has taken long. */
export class TextQueue {
  #waiting: string[] = [];
  #next = 0;
  /** Time that texts have taken since the last pause. */
  #ms = 0;
  #isPaused = false;
  #onEnd: (() => void) | undefined;

  readonly #handle: (text: string) => void;

  constructor(handle: (text: string) => void) {
    this.#handle = handle;
  }

  push(text: string): void {
    if (this.#isPaused) this.#waiting.push(text);
    else this.#handleOne(text);
  }

  /** Calls back after the last text. */
  end(onEnd: () => void): void {
    if (this.#isPaused) this.#onEnd = onEnd;
    else onEnd();
  }

  #handleOne(text: string): void {
    const began = performance.now();
    this.#handle(text);
    this.#ms += performance.now() - began;
    if (this.#ms < readSliceMs) return;
    this.#ms = 0;
    this.#isPaused = true;
    setImmediate(() => this.#resume()).unref();
  }

  #resume(): void {
    this.#isPaused = false;
    while (this.#next < this.#waiting.length) {
      const text = this.#waiting[this.#next] ?? "";
      this.#waiting[this.#next] = ""; // not kept until the others are done
      this.#next++;
      this.#handleOne(text);
      if (this.#isPaused) return;
    }
    this.#waiting = [];
    this.#next = 0;
    this.#onEnd?.();
  }
}
