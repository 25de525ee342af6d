import type { LogLevel, LogLine } from "../contract/context.js";
import { type Redact, redactJson } from "../secrets/redact.js";
import { takeJson } from "../values/take-json.js";
import { LineJoiner } from "./line-joiner.js";

/** Where a call's log and progress go. Lines are redacted, and their fields are JSON. */
export interface CallSink {
  onLog(line: LogLine): void;
  onProgress(fraction: number, message?: string): void;
}

/** What bounds the log of one call: lines, and characters of messages and fields. */
export const maxLines = 20_000;
export const maxCharacters: number = 16 * 1024 * 1024;

/** How long one message may be, in UTF-16 units. */
const maxLineLength = 64 * 1024;

interface Progress {
  readonly fraction: number;
  readonly message: string | undefined;
}

/** The log and the progress of a call: bounded, redacted, and complete when the call ends. */
export class CallOutput {
  #lines = 0;
  #characters = 0;
  #dropped = 0;
  #hasEnded = false;
  readonly #joiners = new Map<LogLevel, LineJoiner>();
  /** The latest progress, if it was not told yet: it is when the pause ends, or the call. */
  #latest: Progress | undefined = undefined;
  #pause: NodeJS.Timeout | undefined = undefined;

  readonly #sink: CallSink;
  readonly #redact: Redact;
  /** Progress is told at most once in so many milliseconds. */
  readonly #progressMs: number;

  constructor(sink: CallSink, redact: Redact, progressMs: number) {
    this.#sink = sink;
    this.#redact = redact;
    this.#progressMs = progressMs;
  }

  /** Writes a line, behind what was written to a stream before. */
  log(line: LogLine): void {
    for (const joiner of this.#joiners.values()) joiner.flush();
    this.#put(line);
  }

  /** Writes a piece of what goes to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    if (this.#isFull) {
      this.#dropped++;
      return;
    }
    let joiner = this.#joiners.get(level);
    if (!joiner) {
      joiner = new LineJoiner((message) => this.#put({ level, message, at: Date.now(), fields: {} }));
      this.#joiners.set(level, joiner);
    }
    joiner.write(chunk);
    if (this.#hasEnded) joiner.flush();
  }

  /** The first and the last come always, what lies between now and then. */
  progress(fraction: number, message?: string): void {
    this.#latest = { fraction, message };
    if (this.#pause) return;
    this.#tellProgress();
    if (this.#progressMs > 0) this.#pause = setTimeout(() => this.#endPause(), this.#progressMs).unref();
  }

  /** Sends what was held back, and how much was dropped. */
  end(): void {
    for (const joiner of this.#joiners.values()) joiner.flush();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#tellProgress();
    this.#hasEnded = true;
    if (this.#dropped === 0) return;
    const message = `The log was cut: ${this.#dropped} more lines, beyond 20,000 or 16 MB, were dropped.`;
    this.#sink.onLog({ level: "warn", message, at: Date.now(), fields: { dropped: this.#dropped } });
  }

  get #isFull(): boolean {
    return this.#lines >= maxLines || this.#characters >= maxCharacters;
  }

  #put(line: LogLine): void {
    if (this.#isFull) {
      this.#dropped++;
      return;
    }
    const taken = takeJson(line.fields);
    const message = this.#redact(line.message).slice(0, maxLineLength);
    const length = message.length + (taken.kind === "json" ? taken.length : 0);
    this.#lines++;
    this.#characters += length;
    if (this.#characters > maxCharacters) {
      this.#dropped++;
      return;
    }
    const fields = taken.kind === "json" ? taken.value : { invalid: taken.faults.map(({ path }) => path) };
    this.#sink.onLog({ ...line, message, fields: redactJson(fields, this.#redact) });
  }

  #endPause(): void {
    this.#pause = undefined;
    if (this.#latest) this.progress(this.#latest.fraction, this.#latest.message);
  }

  #tellProgress(): void {
    if (!this.#latest) return;
    const { fraction, message } = this.#latest;
    this.#latest = undefined;
    const share = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    const text = message === undefined ? message : this.#redact(String(message)).slice(0, maxLineLength);
    this.#sink.onProgress(share, text);
  }
}
