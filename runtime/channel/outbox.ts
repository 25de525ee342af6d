/** More messages than these go out at once: a busy action that logs would otherwise fill the memory. */
const eagerCount = 500;

// Taken before any action runs, so that none can put itself in between.
const { nextTick } = process;

/** Collects messages and posts them as one list of JSON: making one text of many costs half of making many. */
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
    if (this.#messages.length > eagerCount) this.flush();
  }

  /**
   * Adds a message that goes out with this tick's others. By `nextTick`: it comes when the microtasks are done, so that all
   * that one incoming batch sets off leaves in one outgoing batch.
   */
  send(message: Message): void {
    this.put(message);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    nextTick(flushLater, this);
  }

  /** What is sent while `work` runs leaves when it returns, without waiting for the tick to end. */
  during(work: () => void): void {
    this.#isScheduled = true;
    try {
      work();
    } finally {
      this.flushScheduled();
    }
  }

  /** Sends what is waiting, at once. */
  flush(): void {
    if (this.#messages.length === 0) return;
    const messages = this.#messages;
    this.#messages = [];
    let text: string;
    try {
      text = JSON.stringify(messages);
    } catch {
      // Each fits a string of JavaScript, not all of them together.
      for (const message of messages) this.#post(JSON.stringify([message]));
      return;
    }
    this.#post(text);
  }

  /** @internal For the tick alone. */
  flushScheduled(): void {
    this.#isScheduled = false;
    this.flush();
  }
}

function flushLater(outbox: Outbox<unknown>): void {
  outbox.flushScheduled();
}
