import { secret } from "actionary";

export const zones = secret({ name: "zones", keys: ["ZONE_EU", "ZONE_US"] });

/**
 * Ping a zone.
 *
 * @param zone - Which zone.
 */
export async function ping(zone: "EU" | "US"): Promise<boolean> {
  const key = zones.get(`ZONE_${zone}`);
  return (await fetch("https://zones.example.com/", { headers: { "x-key": key } })).ok;
}
