import { secret } from "actionary";
import { makeClient } from "../_shared/make-client.js";

export const asana = secret({ name: "asana", keys: ["ASANA_TOKEN"] });
export const monday = secret({ name: "monday", keys: ["MONDAY_TOKEN"] });

/**
 * List the projects of Asana.
 */
export async function asanaProjects(): Promise<string> {
  return makeClient("asana", () => asana.get("ASANA_TOKEN")).get("projects");
}

/**
 * List the boards of Monday.
 */
export async function mondayBoards(): Promise<string> {
  return makeClient("monday", () => monday.get("MONDAY_TOKEN")).get("boards");
}
