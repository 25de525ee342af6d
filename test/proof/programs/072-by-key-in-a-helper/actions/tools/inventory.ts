import { secret } from "actionary";
import { authorization, warehouse } from "../_shared/by-key.js";

export const inventory = secret({ name: "inventory", keys: ["INVENTORY_TOKEN", "INVENTORY_WAREHOUSE"] });

/**
 * List the items.
 *
 * @secret inventory
 */
export async function listItems(): Promise<string> {
  return (await fetch("https://inventory.example.com/", { headers: { authorization: authorization() } })).text();
}

/**
 * Name the warehouse.
 *
 * @secret inventory
 */
export function whichWarehouse(): string {
  return warehouse();
}
