import { secret } from "actionary";

export const sun = secret({ name: "sun", keys: ["SUN_KEY"] });

/**
 * Tell when the sun rises.
 *
 * @secret sun
 */
export async function rise(): Promise<string> {
  return (await fetch("https://sun.example.com/rise", { headers: { "x-key": sun.get("SUN_KEY") } })).text();
}
