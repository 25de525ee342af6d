import { secret } from "actionary";

export const okta = secret({ name: "okta", keys: ["OKTA_TOKEN", "OKTA_DOMAIN"] });
export const east = secret({ name: "east", keys: ["REGION_TOKEN"] });
export const west = secret({ name: "west", keys: ["REGION_TOKEN"] });

declare const Bun: { env: Record<string, string> };

/** @internal */
export function need(key: string): string {
  return process.env[key] ?? "";
}

/** Read keys that no secret has. */
export async function unknownKeys(): Promise<unknown> {
  return [process.env.OKTA_TOKEM, need("STRIPE_KEY"), process.env["not-a-key"]];
}

/** Read a key of two secrets. */
export async function ambiguous(): Promise<unknown> {
  return process.env.REGION_TOKEN;
}

/**
 * Read keys that only a run tells.
 *
 * @param name - A key.
 */
export async function computed(name: string): Promise<unknown> {
  return [process.env[name], need(name.toUpperCase()), ["OKTA_TOKEN"].map(need), process.env[`OKTA_${name}`]];
}

/** Hand all of it on. */
export async function handedOn(): Promise<unknown> {
  const { OKTA_TOKEN, ...rest } = process.env;
  const env = process.env;
  return [OKTA_TOKEN, rest, Object.entries(process.env), { ...process.env }, { env }, process.env.hasOwnProperty("A")];
}

/** Write to it. */
export async function written(): Promise<void> {
  process.env.OKTA_TOKEN = "mine";
  process.env["OKTA_DOMAIN"] ??= "mine";
  delete process.env.OKTA_TOKEN;
}

/** Ask other runtimes. */
export async function otherRuntimes(): Promise<unknown> {
  // @ts-expect-error: Node's types know no such member.
  return [Bun.env.OKTA_TOKEN, import.meta.env.OKTA_TOKEN];
}
