import { format } from "node:util";
import type { LogLevel } from "../contract/context.js";

/** Receives text that an action writes without the SDK. */
export interface OutputSink {
  /** Receives one message of the console. */
  readonly line: (level: LogLevel, message: string) => void;
  /** Receives a piece, of any size, of the output to a standard stream. */
  readonly text: (level: LogLevel, chunk: string | Uint8Array) => void;
}

const levels: Readonly<Record<string, LogLevel>> = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  trace: "debug",
};

/** Redirects `console` and the standard streams to the log, so that no output of a lane reaches the host's. */
export function captureOutput(sink: OutputSink): void {
  process.stdout.write = streamInto(sink, "info");
  process.stderr.write = streamInto(sink, "error");
  // The console itself is frozen in a lane; a copy of it is not.
  const copy: Record<string, unknown> = { ...console };
  for (const [name, level] of Object.entries(levels)) {
    copy[name] = (...data: readonly unknown[]): void => sink.line(level, format(...data));
  }
  Object.defineProperty(globalThis, "console", { value: Object.freeze(copy), writable: false, configurable: false });
}

function streamInto(sink: OutputSink, level: LogLevel): typeof process.stdout.write {
  return (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    sink.text(level, chunk);
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") process.nextTick(callback as () => void);
    return true;
  };
}
