import { secret } from "actionary";
import { firstOf } from "../_shared/first-of.js";

export const translators = secret({ name: "translators", keys: ["DEEP_KEY", "WIDE_KEY", "LOCAL_KEY"] });

const deep = async (): Promise<string> =>
  (await fetch("https://deep.example.com/", { headers: { "x-key": translators.get("DEEP_KEY") } })).text();
const wide = async (): Promise<string> =>
  (await fetch("https://wide.example.com/", { headers: { "x-key": translators.get("WIDE_KEY") } })).text();

/**
 * Translate by one of two services.
 */
export async function translate(): Promise<string> {
  return firstOf(deep, wide);
}

/**
 * Translate by our own service.
 */
export async function translateHere(): Promise<string> {
  return firstOf(async () => translators.get("LOCAL_KEY").slice(0, 1));
}
