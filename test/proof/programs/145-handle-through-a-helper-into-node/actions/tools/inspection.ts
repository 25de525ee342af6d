import { secret } from "actionary";
import { show } from "../_shared/inspect.js";

export const lamp = secret({ name: "lamp", keys: ["LAMP_KEY"] });

/**
 * Show what is declared.
 */
export function showLamp(): string {
  return show(lamp);
}

/**
 * Tell whether the lamp is on.
 */
export async function isOn(): Promise<boolean> {
  return (await fetch("https://lamp.example.com/", { headers: { "x-key": lamp.get("LAMP_KEY") } })).ok;
}
