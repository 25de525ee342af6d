import type { LogLine } from "../../../runtime/contract/context.js";
import { plainText } from "../../../runtime/contract/plain-text.js";
import type { Terminal } from "./progress-line.js";

const erase = "\r\u001b[2K";

/** Log and progress of one call on a stream: a terminal has one line for the progress, anything else a line for each step. */
export class CallOutput {
  readonly #stream: Terminal;
  readonly #isTerminal: boolean;
  /** Text of the progress as it was shown last. */
  #shown = "";

  constructor(stream: Terminal, isTerminal: boolean) {
    this.#stream = stream;
    this.#isTerminal = isTerminal;
  }

  log({ level, message, fields }: LogLine): void {
    const hasFields = typeof fields === "object" && fields !== null && Object.keys(fields).length > 0;
    const facts = hasFields ? ` ${JSON.stringify(fields)}` : "";
    const shown = this.#shown;
    if (this.#isTerminal) this.clear();
    this.#stream.write(`[${level}] ${plainText(message)}${plainText(facts)}\n`);
    if (this.#isTerminal && shown !== "") this.#show(shown);
  }

  progress(fraction: number, message?: string): void {
    const text = `${Math.round(fraction * 100)}%${message === undefined ? "" : ` ${plainText(message)}`}`;
    if (text !== this.#shown) this.#show(text);
  }

  /** Removes the line of the progress. */
  clear(): void {
    if (this.#isTerminal && this.#shown !== "") this.#stream.write(erase);
    this.#shown = "";
  }

  #show(text: string): void {
    this.#shown = text;
    if (!this.#isTerminal) this.#stream.write(`[progress] ${text}\n`);
    // A line that wraps cannot be erased.
    else this.#stream.write(`${erase}${(text.split("\n")[0] ?? "").slice(0, (this.#stream.columns || 80) - 1)}`);
  }
}
