import { oauth, secret } from "actionary";

export const pair = secret({ name: "pair", keys: ["PAIR_KEY"] });
export const pairUser = oauth({ providerId: "pair", grantType: "authorization_code" });

const ask = async (token: string): Promise<boolean> =>
  (await fetch("https://pair.example.com/me", { headers: { authorization: token } })).ok;

/**
 * Tell whether the key works.
 *
 * @verifies pair
 */
export async function checkKey(): Promise<boolean> {
  return ask(pair.get("PAIR_KEY"));
}

/**
 * Tell whether the token works.
 *
 * @verifies pairUser
 */
export async function checkUser(): Promise<boolean> {
  return ask(pairUser.token());
}
