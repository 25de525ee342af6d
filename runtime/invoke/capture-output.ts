import { format } from "node:util";
import type { LogLevel } from "../contract/context.js";
import { CallConsoles } from "./call-consoles.js";
import { emptyInput, OutputStream } from "./output-stream.js";

/** Receives text that an action writes without the SDK. */
export interface OutputSink {
  /** Receives one message of the console. */
  readonly line: (level: LogLevel, message: string) => void;
  /** Receives a piece, of any size, of the output to a standard stream. */
  readonly text: (level: LogLevel, chunk: string | Uint8Array) => void;
}

/**
 * Redirects `console` and the standard streams to the log, so that no output of a lane reaches the host's. The streams are our
 * own: those of a thread are given to the host's Node by a port on which it believes everything. `current` is the running call.
 */
export function captureOutput(sink: OutputSink, current: () => object | undefined): void {
  const streams = {
    stdout: new OutputStream(1, (chunk) => sink.text("info", chunk)),
    stderr: new OutputStream(2, (chunk) => sink.text("error", chunk)),
    stdin: emptyInput(),
    // Writes to the descriptor itself: of a thread that is the host's.
    _rawDebug: (...data: readonly unknown[]): void => sink.line("error", format(...data)),
  };
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, writable: false, configurable: false, enumerable: true });
  new CallConsoles(sink.line, current).install(console);
  Object.defineProperty(globalThis, "console", { value: console, writable: false, configurable: false });
}
