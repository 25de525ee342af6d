import { east } from "../_shared/mirrored.js";
import * as plain from "../_shared/regions.js";

/**
 * Give the first letters of the mirrored key of the east.
 */
export function mirroredEast(): string {
  return east().slice(0, 2);
}

/**
 * Give the first letters of the key of the east.
 */
export function plainEast(): string {
  return plain.east().slice(0, 2);
}
