import { region } from "../_shared/where.js";

/**
 * Name the region.
 */
export function whichRegion(): string {
  return region();
}
