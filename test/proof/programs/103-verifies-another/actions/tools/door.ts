import { secret } from "actionary";
import { report } from "../_shared/audit.js";

export const door = secret({ name: "door", keys: ["DOOR_KEY"] });

/**
 * Tell whether the key opens the door.
 *
 * @verifies door
 */
export async function check(): Promise<boolean> {
  const response = await fetch("https://door.example.com/try", { headers: { "x-key": door.get("DOOR_KEY") } });
  await report("tried");
  return response.ok;
}
