import { secret } from "actionary";

export const radio = secret({ name: "radio", keys: ["RADIO_KEY", "RADIO_STATION"] });

/**
 * Name the station.
 */
export function station(): string {
  return radio.get(`RADIO_STATION`);
}
