import { maxErrorTextChars, maxErrorTextLines } from "../../contract/limits.js";

/** Collects what explains the end of a process lane: the host's reason for ending it, or its standard error. */
export class ExitReason {
  /** Message for a lane that exceeded its memory. */
  readonly tooMuchMemory: string;
  /** Message for a lane whose action wrote something else than messages, or too many, where only messages go. */
  readonly notMessages = "it sent what no lane sends";
  /** Message for a lane whose action made the file of its board larger or smaller. */
  readonly resizedBoard = "an action changed the size of the file in which the lane tells what has started";
  #errorText = "";
  #reason: string | undefined;

  constructor(memoryMb: number) {
    this.tooMuchMemory = `it took more than its ${memoryMb} MB of memory`;
  }

  /** Sets why the host ends the process; the first reason stays. */
  set(reason: string): void {
    this.#reason ??= reason;
  }

  addErrorText(text: string): void {
    this.#errorText = (this.#errorText + text).slice(-maxErrorTextChars);
  }

  /** Returns the message for the end of the lane; `message` is what the system tells of it. */
  explain(message: string, wasReady: boolean): string {
    if (this.#reason !== undefined) return this.#reason;
    if (/heap out of memory|Array buffer allocation failed/.test(this.#errorText)) return this.tooMuchMemory;
    // Before it was ready, no action can have written this.
    const error = wasReady ? "" : this.#errorText.trim().split("\n").slice(0, maxErrorTextLines).join(" ");
    return error === "" ? message : `${message}: ${error}`;
  }
}

/** Returns whether a signal is one that terminals and supervisors send to a whole group: lanes leave it to their host. */
export function isGroupSignal(signal: NodeJS.Signals | null): boolean {
  return signal === "SIGINT" || signal === "SIGTERM" || signal === "SIGHUP";
}
