import { maxLineValues, uncountedLineBytes } from "../contract/limits.js";
import { ValueCount } from "./value-count.js";

const newline = 10;

/** Cuts a stream of bytes into lines of UTF-8. Throws an `Error` when a line is too long, or holds too many values of JSON. */
export class LineReader {
  #parts: Buffer[] = [];
  #length = 0;
  /** Counts the values of a line that is long. */
  #values: ValueCount | undefined = undefined;

  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Returns the lines that end within these bytes. */
  push(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      lines.push(this.#take(chunk, from, end));
      from = end + 1;
    }
    if (from === chunk.length) return lines;
    this.#add(Buffer.from(chunk.subarray(from))); // a copy, because the buffer may be used again
    return lines;
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > this.#maxBytes) throw new Error("a line that is too long");
    if (this.#length < uncountedLineBytes) return;
    if (this.#values) this.#values.add(part);
    else {
      this.#values = new ValueCount();
      for (const each of this.#parts) this.#values.add(each);
    }
    if (this.#values.count > maxLineValues) throw new Error("a line of too many values");
  }

  #take(chunk: Buffer, from: number, end: number): string {
    if (this.#parts.length === 0) return chunk.toString("utf8", from, end);
    const whole = Buffer.concat([...this.#parts, chunk.subarray(from, end)]);
    this.#parts = [];
    this.#length = 0;
    this.#values = undefined;
    return whole.toString("utf8");
  }
}
