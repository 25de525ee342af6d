import { secret } from "actionary";
import { Keeper } from "../_shared/keeper.js";

export const airtable = secret({ name: "airtable", keys: ["AIRTABLE_TOKEN", "AIRTABLE_BASE"] });

/**
 * List the rows.
 */
export async function listRows(): Promise<string> {
  return new Keeper(airtable).rows();
}
