import { secret } from "actionary";

export const dump = secret({ name: "dump", keys: ["DUMP_TOKEN"] });

/**
 * Show what is declared.
 */
export function show(): string {
  return JSON.stringify(dump);
}

/**
 * Tell whether the token is there.
 */
export function isThere(): boolean {
  return dump.get("DUMP_TOKEN") !== "";
}
