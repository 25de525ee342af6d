import { secret } from "actionary";

export const plausible = secret({
  name: "plausible",
  keys: ["PLAUSIBLE_KEY", "PLAUSIBLE_SITE", "PLAUSIBLE_GOALS_KEY"],
});

const client = {
  base: "stats",
  key() {
    return plausible.get("PLAUSIBLE_KEY");
  },
  async stats() {
    const headers = { authorization: `Bearer ${this.key()}`, "x-site": plausible.get("PLAUSIBLE_SITE") };
    const response = await fetch("https://plausible.io/api/v1/stats", { headers });
    return response.text();
  },
  async goals() {
    const headers = { authorization: plausible.get("PLAUSIBLE_GOALS_KEY") };
    const response = await fetch("https://plausible.io/api/v1/goals", { headers });
    return response.text();
  },
};

/**
 * Get the numbers of today.
 */
export async function today(): Promise<string> {
  return client.stats();
}

/**
 * List the goals.
 */
export async function goals(): Promise<string> {
  const { goals: list } = client;
  return list();
}

/**
 * Name the part of the address.
 */
export function part(): string {
  return client.base;
}
