import type { LogLevel, LogLine } from "../contract/context.js";
import { maxLogChars, maxLogLines, maxLogMessageChars } from "../contract/limits.js";
import { type Redaction, redactJson } from "../secrets/redact.js";
import { takeJson } from "../values/take-json.js";
import { LineJoiner } from "./line-joiner.js";

// Made before any action runs, which could replace what it calls.
// Not by `toLocaleString`, which would add 9 ms to every import of the runtime.
const logBounds = `${maxLogLines / 1000},000 or ${maxLogChars / 2 ** 20} MB`;

/** Receives the log and the progress of a call. Lines are redacted, and their fields are JSON. */
export interface CallSink {
  onLog(line: LogLine): void;
  onProgress(fraction: number, message?: string): void;
}

interface ProgressReport {
  readonly fraction: number;
  readonly message: string | undefined;
}

/** Log and progress of one call: limited, redacted, and complete when the call ends. */
export class CallOutput {
  #lines = 0;
  #characters = 0;
  #dropped = 0;
  #hasEnded = false;
  readonly #joiners = new Map<LogLevel, LineJoiner>();
  /** The latest progress that was not reported yet; it is reported when the pause or the call ends. */
  #latest: ProgressReport | undefined = undefined;
  #pause: NodeJS.Timeout | undefined = undefined;

  readonly #sink: CallSink;
  readonly #redaction: Redaction;
  /** Pause between two reports of progress, in milliseconds. */
  readonly #progressMs: number;

  constructor(sink: CallSink, redaction: Redaction, progressMs: number) {
    this.#sink = sink;
    this.#redaction = redaction;
    this.#progressMs = progressMs;
  }

  /** Writes a line, after all output that was written to a stream before. */
  log(line: LogLine): void {
    for (const joiner of this.#joiners.values()) joiner.flush();
    if (this.#countsLine()) this.#put(line, this.#redaction.redact(line.message, maxLogMessageChars));
  }

  /** Writes a piece of the output to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    if (this.#isFull) {
      this.#dropped++;
      return;
    }
    let joiner = this.#joiners.get(level);
    if (!joiner) {
      joiner = new LineJoiner(this.#redaction, (message) => this.#putText(level, message));
      this.#joiners.set(level, joiner);
    }
    joiner.write(chunk);
    if (this.#hasEnded) joiner.flush();
  }

  /** Reports progress: always the first and the last, of those between only one in each pause. */
  progress(fraction: number, message?: string): void {
    this.#latest = { fraction, message };
    if (this.#pause) return;
    this.#reportProgress();
    if (this.#progressMs > 0) this.#pause = setTimeout(() => this.#endPause(), this.#progressMs).unref();
  }

  /** Sends all output and progress that is left, and the number of dropped lines. */
  end(): void {
    for (const joiner of this.#joiners.values()) joiner.flush();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#reportProgress();
    this.#hasEnded = true;
    if (this.#dropped === 0) return;
    const message = `The log was cut: ${this.#dropped} more lines, beyond ${logBounds}, were dropped.`;
    this.#sink.onLog({ level: "warn", message, at: Date.now(), fields: { dropped: this.#dropped } });
  }

  get #isFull(): boolean {
    return this.#lines >= maxLogLines || this.#characters >= maxLogChars;
  }

  /** Puts a line of a stream, which is redacted already. */
  #putText(level: LogLevel, message: string): void {
    if (this.#countsLine()) this.#put({ level, at: Date.now(), fields: {} }, message.slice(0, maxLogMessageChars));
  }

  /** Returns whether there is room for a line; otherwise it counts as dropped. */
  #countsLine(): boolean {
    if (this.#isFull) this.#dropped++;
    return !this.#isFull;
  }

  /** Sends a line with its redacted message. */
  #put(line: Omit<LogLine, "message">, message: string): void {
    const taken = takeJson(line.fields);
    const length = message.length + (taken.kind === "json" ? taken.length : 0);
    this.#lines++;
    this.#characters += length;
    if (this.#characters > maxLogChars) {
      this.#dropped++;
      return;
    }
    const fields = taken.kind === "json" ? taken.value : { invalid: taken.faults.map(({ path }) => path) };
    this.#sink.onLog({ ...line, message, fields: redactJson(fields, this.#redaction) });
  }

  #endPause(): void {
    this.#pause = undefined;
    if (this.#latest) this.progress(this.#latest.fraction, this.#latest.message);
  }

  #reportProgress(): void {
    if (!this.#latest) return;
    const { fraction, message } = this.#latest;
    this.#latest = undefined;
    const share = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    const text = message === undefined ? message : this.#redaction.redact(String(message), maxLogMessageChars);
    this.#sink.onProgress(share, text);
  }
}
