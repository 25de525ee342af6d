import { secret } from "actionary";

export const sensor = secret({ name: "sensor", keys: ["SENSOR_KEY"] });

/**
 * Measure inside.
 */
export async function measure(): Promise<string> {
  return (await fetch("https://sensor.example.com/in", { headers: { "x-key": sensor.get("SENSOR_KEY") } })).text();
}
