import { secret } from "actionary";

export const north = secret({ name: "north", keys: ["ACCOUNT_TOKEN"] });
export const south = secret({ name: "south", keys: ["ACCOUNT_TOKEN"] });

/**
 * Get the state of an account.
 *
 * @param region - Where the account is.
 */
export async function state(region: string): Promise<string> {
  const byRegion = new Map([["north", north]]);
  const headers = { authorization: byRegion.get(region)?.get("ACCOUNT_TOKEN") ?? south.get("ACCOUNT_TOKEN") };
  return (await fetch("https://accounts.example.com/", { headers })).text();
}
