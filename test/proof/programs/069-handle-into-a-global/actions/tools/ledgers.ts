import { ledger, register } from "../_shared/registry.js";

/**
 * Make the ledger known.
 */
export function makeKnown(): boolean {
  register();
  return ledger.get("LEDGER_KEY") !== "";
}
