import { describe, query } from "../_shared/datadog.js";

/**
 * List the monitors.
 */
export async function listMonitors(): Promise<string> {
  return query("monitor");
}

/**
 * Say what would be asked.
 */
export function dryRun(): string {
  return describe("monitor");
}
