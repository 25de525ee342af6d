import type { RuntimeEvent } from "./events.js";
import { guarded } from "./guard-callback.js";

/** How many events wait for a reader, unless said otherwise. */
const defaultLimit = 1_000;

/** How much text these may hold, in UTF-16 units: a thousand long lines of a log would fill the memory. */
const maxText = 16 * 1024 * 1024;

/** Events as they come. What nobody reads in time is dropped, the oldest first: a slow reader holds up nothing. */
export interface EventStream extends AsyncIterableIterator<RuntimeEvent> {
  /** How many events were dropped so far. */
  readonly dropped: number;
}

/** Where a runtime's events go. */
export class EventHub {
  readonly #listeners = new Set<(event: RuntimeEvent) => void>();
  readonly #streams = new Set<Stream>();
  #watcher: (event: RuntimeEvent) => void = () => {};
  #isClosed = false;

  constructor(onEvent: ((event: RuntimeEvent) => void) | undefined) {
    if (onEvent) this.#listeners.add(guarded("onEvent", onEvent));
  }

  /** Somebody listens: what nobody hears need not be made. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** Tells everybody. Errors that nobody caught become warnings of the process where nobody listens. */
  readonly emit = (event: RuntimeEvent): void => {
    this.#watcher(event);
    for (const listener of this.#listeners) listener(event);
    if (!this.isHeard) warnOfFault(event);
  };

  /** The runtime's own ear: it hears what is told anyway, and nothing is made for it. */
  watch(watcher: (event: RuntimeEvent) => void): void {
    this.#watcher = watcher;
  }

  /** The events from now on; ends with `close`, and at once after that. */
  stream(limit: number = defaultLimit): EventStream {
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

  /** Ends every stream once it is read. */
  close(): void {
    this.#isClosed = true;
    for (const stream of [...this.#streams]) stream.end();
  }
}

/** An event that nobody has read, and how much text it holds. */
type Waiting = { readonly event: RuntimeEvent; readonly length: number } | undefined;

/** A ring of the latest events, and whoever waits for the next. */
class Stream implements EventStream {
  dropped = 0;
  readonly #waiting: Waiting[] = [];
  /** How much text waits. */
  #length = 0;
  /** The index of the oldest: what it has passed is removed in bulk. */
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
    while (this.#count > this.#limit || (this.#length > maxText && this.#count > 1)) {
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
    this.#waiting[this.#first] = undefined; // what was passed holds no memory
    this.#first++;
    this.#length -= next.length;
    if (this.#first >= this.#limit || this.#first === this.#waiting.length) {
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
    return next.event;
  }
}

/** About how much text an event holds, however deep: what a lane tells may fill the stack. */
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

function warnOfFault(event: RuntimeEvent): void {
  if (event.kind !== "late-fault" || event.reason === "output") return;
  const where = event.action === null ? "A lane" : `\`${event.action}\``;
  process.emitWarning(`${where} left an error that nobody caught: ${event.failure.message}`, "ActionaryWarning");
}
