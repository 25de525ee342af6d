import { defaultEventLimit, maxEventTextChars } from "../contract/limits.js";
import { plainText } from "../contract/plain-text.js";
import type { RuntimeEvent } from "./events.js";
import { guardCallback } from "./guard-callback.js";

/** Events in their order. Events not read in time are dropped, the oldest first, so that a slow reader delays nothing. */
export interface EventStream extends AsyncIterableIterator<RuntimeEvent> {
  /** Number of events dropped so far. */
  readonly dropped: number;
}

/** Distributes the events of a runtime to its listeners. */
export class EventHub {
  readonly #listeners = new Set<(event: RuntimeEvent) => void>();
  readonly #streams = new Set<Stream>();
  #watcher: (event: RuntimeEvent) => void = () => {};
  #isClosed = false;

  constructor(onEvent: ((event: RuntimeEvent) => void) | undefined) {
    if (onEvent) this.#listeners.add(guardCallback("onEvent", onEvent));
  }

  /** There are listeners; without any, events of calls need not be made. */
  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Passes an event to all listeners. If there are none, uncaught errors become warnings of the process. */
  readonly emit = (event: RuntimeEvent): void => {
    this.#watcher(event);
    for (const listener of this.#listeners) listener(event);
    if (!this.hasListeners) warnOfLateFault(event);
  };

  /** Sets the runtime's own watcher: it receives all emitted events but does not count as a listener. */
  watch(watcher: (event: RuntimeEvent) => void): void {
    this.#watcher = watcher;
  }

  /** Returns events from now on; the stream ends with `close`, or at once after it. */
  stream(limit: number = defaultEventLimit): EventStream {
    const stream = new Stream(limit, () => {
      this.#listeners.delete(listener);
      this.#streams.delete(stream);
    });
    const listener = (event: RuntimeEvent): void => stream.push(event);
    this.#listeners.add(listener);
    this.#streams.add(stream);
    if (this.#isClosed) stream.end();
    return stream;
  }

  /** Ends every stream after its last event is read. */
  close(): void {
    this.#isClosed = true;
    for (const stream of [...this.#streams]) stream.end();
  }
}

/** An event that was not read yet, and the length of its text. */
type WaitingEvent = { readonly event: RuntimeEvent; readonly length: number } | undefined;

/** Queue of the latest events, and of readers that wait for the next. */
class Stream implements EventStream {
  dropped = 0;
  readonly #waiting: WaitingEvent[] = [];
  /** Length of all text in the queue. */
  #length = 0;
  /** Index of the oldest event; the entries before it are removed in bulk. */
  #first = 0;
  readonly #readers: ((result: IteratorResult<RuntimeEvent>) => void)[] = [];
  #hasEnded = false;

  readonly #limit: number;
  readonly #onEnd: () => void;

  constructor(limit: number, onEnd: () => void) {
    this.#limit = limit;
    this.#onEnd = onEnd;
  }

  push(event: RuntimeEvent): void {
    const reader = this.#readers.shift();
    if (reader) {
      reader({ done: false, value: event });
      return;
    }
    const length = textLength(event);
    this.#waiting.push({ event, length });
    this.#length += length;
    while (this.#count > this.#limit || (this.#length > maxEventTextChars && this.#count > 1)) {
      this.dropped++;
      this.#shift();
    }
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onEnd();
    for (const reader of this.#readers.splice(0)) reader({ done: true, value: undefined });
  }

  async next(): Promise<IteratorResult<RuntimeEvent>> {
    const value = this.#shift();
    if (value) return { done: false, value };
    if (this.#hasEnded) return { done: true, value: undefined };
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  async return(): Promise<IteratorResult<RuntimeEvent>> {
    this.#waiting.length = 0;
    this.#first = 0;
    this.#length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #count(): number {
    return this.#waiting.length - this.#first;
  }

  #shift(): RuntimeEvent | undefined {
    const next = this.#waiting[this.#first];
    if (next === undefined) return undefined;
    this.#waiting[this.#first] = undefined; // frees its memory
    this.#first++;
    this.#length -= next.length;
    if (this.#first >= this.#limit || this.#first === this.#waiting.length) {
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
    return next.event;
  }
}

/** Returns the approximate length of an event's text. Not recursive: an event from a lane may be nested beyond the stack. */
function textLength(event: RuntimeEvent): number {
  const left: unknown[] = [event];
  let length = 0;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string") length += value.length;
    else if (typeof value !== "object" || value === null) length++;
    else {
      for (const [key, each] of Object.entries(value)) {
        length += key.length;
        left.push(each);
      }
    }
  }
  return length;
}

function warnOfLateFault(event: RuntimeEvent): void {
  if (event.kind !== "late-fault" || event.reason === "output") return;
  const where = event.action === null ? "A lane" : `\`${event.action}\``;
  const reason = plainText(event.failure.message);
  process.emitWarning(`${where} left an error that nobody caught: ${reason}`, "ActionaryWarning");
}
