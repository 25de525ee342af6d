import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);

/**
 * Compute with plugins.
 *
 * @title dayjs
 */
export async function useDayjs(): Promise<string> {
  return dayjs.utc("2026-01-31").add(1, "month").tz("Europe/Berlin").format();
}
