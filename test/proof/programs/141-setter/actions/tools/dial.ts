import { Dial } from "../_shared/dial.js";

/**
 * Turn the dial.
 *
 * @param value - Where to.
 */
export function turn(value: string): boolean {
  const made = new Dial();
  made.value = value;
  return true;
}

/**
 * Look at the dial.
 */
export function look(): string {
  const { value } = new Dial();
  return value;
}
