import { StringDecoder } from "node:string_decoder";

/** A line that does not end goes out in pieces of this many UTF-16 units. */
const maxPartial = 64 * 1024;

/** Makes lines of what is written to a stream in pieces, whose borders may lie within a line or a character. */
export class LineJoiner {
  #partial = "";
  readonly #decoder = new StringDecoder("utf8");

  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(chunk: string | Uint8Array): void {
    this.#partial += typeof chunk === "string" ? chunk : this.#decoder.write(Buffer.from(chunk));
    const lines = this.#partial.split(/\r?\n/);
    this.#partial = lines.pop() ?? "";
    for (const line of lines) this.#onLine(line);
    if (this.#partial.length >= maxPartial) this.flush();
  }

  /** What was written since the last line break becomes a line. */
  flush(): void {
    const line = this.#partial + this.#decoder.end();
    this.#partial = "";
    if (line !== "") this.#onLine(line);
  }
}
