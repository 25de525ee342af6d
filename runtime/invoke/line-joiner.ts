import { StringDecoder } from "node:string_decoder";
import { heldChars, maxPartialLineChars } from "../contract/limits.js";
import type { Redaction } from "../secrets/redact.js";

/**
 * Joins pieces of a stream to lines; a piece may end within a line or a character. Values of secrets are replaced before the
 * text is cut into lines, because many have several.
 */
export class LineJoiner {
  /** Text that is in no line yet, as it was written: with line breaks, if a value may have begun before them. */
  #partial = "";
  #hasBreaks = false;
  readonly #decoder = new StringDecoder("utf8");

  readonly #redaction: Redaction;
  readonly #onLine: (line: string) => void;

  /** `onLine` receives redacted lines. */
  constructor(redaction: Redaction, onLine: (line: string) => void) {
    this.#redaction = redaction;
    this.#onLine = onLine;
  }

  write(chunk: string | Uint8Array): void {
    const piece = typeof chunk === "string" ? chunk : this.#decoder.write(Buffer.from(chunk));
    this.#partial += piece;
    if (this.#hasBreaks || piece.includes("\n")) this.#putWhole();
    if (this.#partial.length >= maxPartialLineChars) this.#cut();
  }

  /** Makes lines of all text that is left. */
  flush(): void {
    const text = this.#partial + this.#decoder.end();
    this.#partial = "";
    this.#hasBreaks = false;
    this.#put(text);
  }

  /** Makes lines of all that ends in a line break, up to the line in which a value begins that is not whole yet. */
  #putWhole(): void {
    const text = this.#partial;
    const last = text.lastIndexOf("\n") + 1;
    const end = this.#redaction.cutBeforeLine(text, last);
    this.#partial = text.slice(end);
    this.#hasBreaks = end < last;
    this.#put(text.slice(0, end));
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
    this.#hasBreaks = this.#partial.includes("\n");
    this.#put(text.slice(0, at));
  }

  #put(text: string): void {
    if (text === "") return;
    const lines = this.#redaction.redact(text).split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    for (const line of lines) this.#onLine(line);
  }
}
