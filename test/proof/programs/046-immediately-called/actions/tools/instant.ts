import { secret } from "actionary";

export const instant = secret({ name: "instant", keys: ["INSTANT_A", "INSTANT_B", "INSTANT_C"] });

/**
 * Tell how long the keys are.
 */
export async function lengths(): Promise<number> {
  const first = (() => instant.get("INSTANT_A").length)();
  const second = await (async function () {
    return instant.get("INSTANT_B").length;
  })();
  return first + second;
}
