import { oneOf, secret } from "actionary";

export const small = secret({ name: "small", keys: ["SMALL_KEY"], optionalKeys: ["SMALL_ORG"] });
export const large = secret({ name: "large", keys: ["LARGE_KEY", "LARGE_PROJECT"] });
export const model = oneOf(small, large);

export function modelKey(): string {
  const chosen = model.first();
  return chosen.name === "small" ? chosen.get("SMALL_KEY") : chosen.get("LARGE_KEY");
}
