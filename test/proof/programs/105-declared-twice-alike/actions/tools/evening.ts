import { secret } from "actionary";

export const machine = secret({ name: "coffee", keys: ["COFFEE_KEY", "COFFEE_BEANS"] });

/**
 * Name the beans.
 */
export function beans(): string {
  return machine.get("COFFEE_BEANS");
}
