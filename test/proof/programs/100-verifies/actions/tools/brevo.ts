import { brevo, brevoAccount } from "../_shared/brevo.js";

/**
 * Tell whether the key works.
 *
 * @verifies brevo
 */
export async function checkKey(): Promise<boolean> {
  return (await brevoAccount()).ok;
}

/**
 * Name the sender.
 */
export function sender(): string {
  return brevo.get("BREVO_SENDER");
}
