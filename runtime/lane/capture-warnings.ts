import type { LogLevel } from "../contract/context.js";

/** Redirects to the log the warnings that Node itself writes to the standard error of the process, which is the host's. */
export function captureWarnings(onLine: (level: LogLevel, message: string) => void): void {
  process.removeAllListeners("warning"); // Node's own, which prints them
  process.on("warning", (warning) => onLine("warn", `${warning.name}: ${warning.message}`));
}
