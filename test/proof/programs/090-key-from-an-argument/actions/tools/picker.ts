import { secret, secrets } from "actionary";

export const picker = secret({ name: "picker", keys: ["PICKER_A", "PICKER_B"] });

/**
 * Tell how long a key is.
 *
 * @param key - Which key.
 */
export function byHandle(key: "PICKER_A" | "PICKER_B"): number {
  return picker.get(key).length;
}

/**
 * Tell how long a key is.
 *
 * @param key - Which key.
 * @secret picker
 * @reads PICKER_A
 */
export function byKey(key: string): number {
  return secrets.get(key).length;
}
