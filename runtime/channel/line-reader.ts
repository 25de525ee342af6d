/** More bytes than a text of JavaScript can hold are no line of ours. */
const maxLineBytes = 2 ** 30;

const newline = 10;

/** Cuts a stream of bytes into its lines of UTF-8. Throws where one is too long to be meant. */
export class LineReader {
  #parts: Buffer[] = [];
  #length = 0;

  /** The lines that end with these bytes. */
  push(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      lines.push(this.#take(chunk, from, end));
      from = end + 1;
    }
    if (from === chunk.length) return lines;
    this.#parts.push(Buffer.from(chunk.subarray(from))); // a copy: whoever reads may use its buffer again
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
