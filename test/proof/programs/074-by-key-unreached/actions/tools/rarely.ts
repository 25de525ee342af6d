import { newWay } from "../_shared/rarely.js";

/**
 * Tell how long the key is.
 */
export function length(): number {
  return newWay().length;
}
