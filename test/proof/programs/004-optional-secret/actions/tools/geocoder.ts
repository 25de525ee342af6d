import { secret } from "actionary";

export const geocoder = secret({ name: "geocoder", keys: ["GEOCODER_KEY", "GEOCODER_REFERRER"], optional: true });

/**
 * Find a place.
 *
 * @param query - What to look for.
 */
export async function find(query: string): Promise<string> {
  const key = geocoder.get("GEOCODER_KEY");
  const headers: Record<string, string> = key === undefined ? {} : { "x-api-key": key };
  const response = await fetch(`https://geo.example.com/search?q=${encodeURIComponent(query)}`, { headers });
  return response.text();
}
