import { secret } from "actionary";

export const weather = secret({ name: "weather", keys: ["WEATHER_KEY"] });

/**
 * Get the temperature of a place.
 *
 * @param place - Name of the place.
 */
export async function temperature(place: string): Promise<number> {
  const headers = { "x-key": weather.get("WEATHER_KEY") };
  const response = await fetch(`https://weather.example.com/now/${encodeURIComponent(place)}`, { headers });
  return Number(await response.text());
}
