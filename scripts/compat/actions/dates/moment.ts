import moment from "moment";

/**
 * Compute and format.
 *
 * @title moment
 */
export async function useMoment(): Promise<string> {
  return moment.utc("2026-01-31").add(1, "month").format("LLLL");
}
