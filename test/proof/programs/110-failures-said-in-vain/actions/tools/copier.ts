import { checkLimit } from "../_shared/limits.js";

/**
 * Copy a page.
 *
 * @param count - How many copies.
 * @throws limit when there are too many copies.
 * @throws permission when copying is not allowed.
 */
export function copy(count: number): number {
  checkLimit(count);
  return count;
}
