import { secret } from "actionary";
import { password, user } from "../_shared/environment.js";

export const ripe = secret({ name: "ripe", keys: ["RIPE_USER", "RIPE_PASSWORD", "RIPE_OTHER"] });

/**
 * Name the user.
 *
 * @secret ripe
 */
export function name(): string {
  return user();
}

/**
 * Tell whether the login works.
 *
 * @secret ripe
 */
export async function works(): Promise<boolean> {
  const headers = { authorization: `Basic ${btoa(`${user()}:${password()}`)}` };
  return (await fetch("https://rest.db.ripe.net/", { headers })).ok;
}
