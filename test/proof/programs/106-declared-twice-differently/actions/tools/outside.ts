import { secret } from "actionary";

export const sensor = secret({ name: "sensor", keys: ["SENSOR_KEY", "SENSOR_PLACE"] });

/**
 * Name the place outside.
 */
export function place(): string {
  return sensor.get("SENSOR_PLACE");
}
