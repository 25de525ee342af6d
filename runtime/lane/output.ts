import { format } from "node:util";
import type { LogLevel } from "../contract/context.js";

/** Where text goes that an action writes without the SDK. */
export type WriteLine = (level: LogLevel, message: string) => void;

const levels: Readonly<Record<string, LogLevel>> = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  trace: "debug",
};

/** Sends `console` and the standard streams into the log: nothing that runs in a lane reaches the host's output. */
export function captureOutput(write: WriteLine): void {
  process.stdout.write = streamInto(write, "info");
  process.stderr.write = streamInto(write, "error");
  // The console itself is frozen in a lane; a copy of it is not.
  const copy: Record<string, unknown> = { ...console };
  for (const [name, level] of Object.entries(levels)) {
    copy[name] = (...data: readonly unknown[]): void => write(level, format(...data));
  }
  Object.defineProperty(globalThis, "console", { value: Object.freeze(copy), writable: false, configurable: false });
}

function streamInto(write: WriteLine, level: LogLevel): typeof process.stdout.write {
  return (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    write(level, text.replace(/\r?\n$/, ""));
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") process.nextTick(callback as () => void);
    return true;
  };
}
