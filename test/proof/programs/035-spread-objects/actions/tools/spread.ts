import { secret } from "actionary";

export const cdn = secret({ name: "cdn", keys: ["CDN_KEY", "CDN_ZONE", "CDN_PURGE_KEY"] });

const base = {
  key(): string {
    return cdn.get("CDN_KEY");
  },
  zone: (): string => cdn.get("CDN_ZONE"),
};

const purger = {
  ...base,
  key(): string {
    return cdn.get("CDN_PURGE_KEY");
  },
};

const headersOf = (key: string): Record<string, string> => ({ "x-key": key });

/**
 * Name the zone.
 */
export function zone(): string {
  return purger.zone();
}

/**
 * Purge the whole cache.
 */
export async function purge(): Promise<boolean> {
  const headers = { ...headersOf(purger.key()), accept: "text/plain" };
  const response = await fetch("https://cdn.example.com/purge", { method: "POST", headers });
  return response.ok;
}
