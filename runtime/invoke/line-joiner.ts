import { StringDecoder } from "node:string_decoder";
import { heldChars, maxPartialLineChars } from "../contract/limits.js";
import type { Redaction } from "../secrets/redact.js";

/**
 * Joins pieces of a stream to lines; a piece may end within a line or a character. Values of secrets are replaced before the
 * text is cut into lines, because many have several.
 */
export class LineJoiner {
  /** Text since the last line break, as it was written. */
  #partial = "";
  readonly #decoder = new StringDecoder("utf8");

  readonly #redaction: Redaction;
  readonly #onLine: (line: string) => void;

  /** `onLine` receives redacted lines. */
  constructor(redaction: Redaction, onLine: (line: string) => void) {
    this.#redaction = redaction;
    this.#onLine = onLine;
  }

  write(chunk: string | Uint8Array): void {
    const text = this.#partial + (typeof chunk === "string" ? chunk : this.#decoder.write(Buffer.from(chunk)));
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) this.#putLines(text.slice(0, end));
    this.#partial = text.slice(end);
    if (this.#partial.length >= maxPartialLineChars) this.#cut();
  }

  /** Makes a line of all text since the last line break. */
  flush(): void {
    const text = this.#partial + this.#decoder.end();
    this.#partial = "";
    if (text !== "") this.#onLine(this.#redaction.redact(text));
  }

  /** Makes lines of text that ends in a line break. */
  #putLines(text: string): void {
    const lines = this.#redaction.redact(text).split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    for (const line of lines) this.#onLine(line);
  }

  /** Makes a line of most of a text without line breaks; what may be the beginning of a value stays for the next one. */
  #cut(): void {
    const text = this.#partial;
    const at = this.#redaction.cutBefore(text, text.length - heldChars);
    if (at <= 0 || text.length > 2 * maxPartialLineChars) {
      this.flush();
      return;
    }
    this.#partial = text.slice(at);
    this.#onLine(this.#redaction.redact(text.slice(0, at)));
  }
}
