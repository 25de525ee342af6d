import { odd } from "./odd.js";
import { parity } from "./parity.js";

export function even(count: number): string {
  return count === 0 ? parity.get("PARITY_EVEN") : odd(count - 1);
}
