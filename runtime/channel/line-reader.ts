import { maxLineBytes } from "../contract/limits.js";

const newline = 10;

/** Cuts a stream of bytes into lines of UTF-8. Throws an `Error` when a line is longer than any string can be. */
export class LineReader {
  #parts: Buffer[] = [];
  #length = 0;

  /** Returns the lines that end within these bytes. */
  push(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      lines.push(this.#take(chunk, from, end));
      from = end + 1;
    }
    if (from === chunk.length) return lines;
    this.#parts.push(Buffer.from(chunk.subarray(from))); // a copy, because the buffer may be used again
    this.#length += chunk.length - from;
    if (this.#length > maxLineBytes) throw new Error("a line that is too long");
    return lines;
  }

  #take(chunk: Buffer, from: number, end: number): string {
    if (this.#parts.length === 0) return chunk.toString("utf8", from, end);
    const whole = Buffer.concat([...this.#parts, chunk.subarray(from, end)]);
    this.#parts = [];
    this.#length = 0;
    return whole.toString("utf8");
  }
}
