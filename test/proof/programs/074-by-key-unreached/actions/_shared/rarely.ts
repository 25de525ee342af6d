import { secret, secrets } from "actionary";

export const rarely = secret({ name: "rarely", keys: ["RARELY_A", "RARELY_B"] });

export function oldWay(): string {
  return secrets.get("RARELY_A");
}

export function newWay(): string {
  return rarely.get("RARELY_B");
}
