import { secret } from "actionary";

export const mapbox = secret({ name: "mapbox", keys: ["MAPBOX_TOKEN"] });

export async function isAccepted(token: string): Promise<boolean> {
  return (await fetch("https://api.mapbox.com/tokens/v2", { headers: { authorization: token } })).ok;
}
