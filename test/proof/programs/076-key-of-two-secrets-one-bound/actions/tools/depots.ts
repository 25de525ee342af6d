import { secret, secrets } from "actionary";

export const left = secret({ name: "left", keys: ["DEPOT_TOKEN"] });
export const right = secret({ name: "right", keys: ["DEPOT_TOKEN"] });

/**
 * List what lies on the left.
 *
 * @secret left
 */
export async function listLeft(): Promise<string> {
  return (await fetch("https://depots.example.com/left", { headers: { "x-key": secrets.get("DEPOT_TOKEN") } })).text();
}

/**
 * List what lies on both sides.
 */
export async function listBoth(): Promise<string> {
  const headers = { "x-left": left.get("DEPOT_TOKEN"), "x-right": right.get("DEPOT_TOKEN") };
  return (await fetch("https://depots.example.com/both", { headers })).text();
}
