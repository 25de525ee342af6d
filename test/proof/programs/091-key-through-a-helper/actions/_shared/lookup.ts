import { secret } from "actionary";

export const lookup = secret({ name: "lookup", keys: ["LOOKUP_ONE", "LOOKUP_TWO"] });

export function lookUp(number: string): string {
  const key = number === "1" ? suffixed("ONE") : suffixed("TWO");
  return lookup.get(key);
}

function suffixed<Suffix extends "ONE" | "TWO">(suffix: Suffix): `LOOKUP_${Suffix}` {
  return `LOOKUP_${suffix}`;
}
