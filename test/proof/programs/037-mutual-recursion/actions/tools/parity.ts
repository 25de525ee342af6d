import { even } from "../_shared/even.js";
import { odd } from "../_shared/odd.js";
import { parity } from "../_shared/parity.js";

/**
 * Begin with the even one.
 *
 * @param count - Where to begin.
 */
export function fromEven(count: number): number {
  return even(count).length;
}

/**
 * Begin with the odd one.
 *
 * @param count - Where to begin.
 */
export function fromOdd(count: number): number {
  return odd(count).length + 1;
}

/**
 * Begin nowhere.
 */
export function fromNone(): number {
  return parity.get("PARITY_NONE").length;
}
