import { StringDecoder } from "node:string_decoder";
import { maxPartialLineChars } from "../contract/limits.js";

/** Joins pieces of a stream to lines; a piece may end within a line or a character. */
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
    if (this.#partial.length >= maxPartialLineChars) this.flush();
  }

  /** Makes a line of all text since the last line break. */
  flush(): void {
    const line = this.#partial + this.#decoder.end();
    this.#partial = "";
    if (line !== "") this.#onLine(line);
  }
}
