import { DateTime } from "luxon";

/**
 * Compute in a time zone.
 *
 * @title luxon
 */
export async function useLuxon(): Promise<string | null> {
  return DateTime.fromISO("2026-03-29T00:30", { zone: "Europe/Berlin" }).plus({ days: 1 }).toISO();
}
