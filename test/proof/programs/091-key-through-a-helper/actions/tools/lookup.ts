import { lookUp } from "../_shared/lookup.js";

/**
 * Tell how long a value is.
 *
 * @param number - Which one.
 */
export function lengthOf(number: string): number {
  return lookUp(number).length;
}
