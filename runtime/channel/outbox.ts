// Taken before any action runs, so that none can put itself in between.
import { maxBatchChars, maxWaitingMessages } from "../contract/limits.js";

const { nextTick } = process;

/** Collects messages and posts them as one JSON list: one text of many messages costs half as much as many texts. */
export class Outbox<Message> {
  #messages: Message[] = [];
  #isScheduled = false;

  readonly #post: (text: string) => void;

  constructor(post: (text: string) => void) {
    this.#post = post;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** Adds a message, to be sent by `flush`. */
  put(message: Message): void {
    this.#messages.push(message);
    if (this.#messages.length > maxWaitingMessages) this.flush();
  }

  /**
   * Adds a message that goes out with the others of this tick. By `nextTick`, which runs after the microtasks, so that all
   * answers to one incoming batch leave in one outgoing batch.
   */
  send(message: Message): void {
    this.put(message);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    nextTick(flushLater, this);
  }

  /** Sends the messages of `work` when it returns, without waiting for the end of the tick. */
  during(work: () => void): void {
    this.#isScheduled = true;
    try {
      work();
    } finally {
      this.flushScheduled();
    }
  }

  /** Sends the waiting messages at once. */
  flush(): void {
    if (this.#messages.length === 0) return;
    const messages = this.#messages;
    this.#messages = [];
    const text = textOf(messages);
    if (text !== undefined && (text.length <= maxBatchChars || messages.length === 1)) this.#post(text);
    else for (const message of messages) this.#post(JSON.stringify([message]));
  }

  /** @internal For `nextTick` alone. */
  flushScheduled(): void {
    this.#isScheduled = false;
    this.flush();
  }
}

/** Returns nothing if each message fits into a string of JavaScript, but not all of them together. */
function textOf(messages: readonly unknown[]): string | undefined {
  try {
    return JSON.stringify(messages);
  } catch {
    return undefined;
  }
}

function flushLater(outbox: Outbox<unknown>): void {
  outbox.flushScheduled();
}
