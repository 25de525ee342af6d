import { secret } from "actionary";
import { garageKey } from "../_shared/by-name.js";

export const garage = secret({ name: "garage", keys: ["GARAGE_KEY"] });

/**
 * Open the garage.
 *
 * @secret garage
 */
export async function open(): Promise<boolean> {
  return (await fetch("https://garage.example.com/open", { method: "POST", headers: { "x-key": garageKey() } })).ok;
}

/**
 * Close the garage.
 */
export async function close(): Promise<boolean> {
  return (await fetch("https://garage.example.com/close", { method: "POST", headers: { "x-key": garageKey() } })).ok;
}
