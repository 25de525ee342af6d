import { secret } from "actionary";

export const mirror = secret({ name: "mirror", keys: ["MIRROR_TOKEN"] });

/**
 * Read by reflection.
 */
export function reflected(): string {
  const read: unknown = Reflect.get(mirror, "get");
  return typeof read === "function" ? String(read("MIRROR_TOKEN")).slice(0, 1) : "";
}

/**
 * Read through a copy.
 */
export function copied(): string {
  const copy = Object.assign({ label: "copy" }, mirror);
  return copy.label + copy.get("MIRROR_TOKEN").length;
}
