import { even } from "./even.js";
import { parity } from "./parity.js";

export function odd(count: number): string {
  return count === 0 ? parity.get("PARITY_ODD") : even(count - 1);
}
