import { addMonths, formatISO } from "date-fns";

/**
 * Compute and format.
 *
 * @title date-fns
 */
export async function useDateFns(): Promise<string> {
  return formatISO(addMonths(new Date(2026, 0, 31), 1), { representation: "date" });
}
