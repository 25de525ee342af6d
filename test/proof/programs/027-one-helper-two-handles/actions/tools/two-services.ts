import { secret } from "actionary";
import { tokenOf } from "../_shared/token-of.js";

export const alpha = secret({ name: "alpha", keys: ["API_TOKEN", "ALPHA_ONLY"] });
export const beta = secret({ name: "beta", keys: ["API_TOKEN"] });

/**
 * Ask the first service.
 */
export async function askAlpha(): Promise<string> {
  const response = await fetch("https://alpha.example.com/", { headers: { authorization: tokenOf(alpha) } });
  return response.text();
}

/**
 * Ask the second service.
 */
export async function askBeta(): Promise<string> {
  const response = await fetch("https://beta.example.com/", { headers: { authorization: tokenOf(beta) } });
  return response.text();
}
