import { secret } from "actionary";

export const shadow = secret({ name: "shadow", keys: ["SHADOW_KEY", "SHADOW_OTHER"] });

export function token(): string {
  return shadow.get("SHADOW_KEY");
}
