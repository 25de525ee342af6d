import { type Contact, type HubSpotClient, hubspot } from "../_shared/hubspot.js";
import type * as whole from "../_shared/hubspot.js";

type Handle = typeof hubspot;
type Keys = Parameters<Handle["get"]>[0];

const shown: readonly Keys[] = ["HUBSPOT_TOKEN", "HUBSPOT_PORTAL"];

/**
 * Count what a client needs.
 *
 * @param contact - Whom to look at.
 */
export function countNeeds(contact: Contact): number {
  const names: readonly (keyof HubSpotClient | keyof typeof whole)[] = ["headers", "hubspot"];
  return contact.email.length + names.length + shown.length;
}

/**
 * Name the portal.
 */
export function portal(): string {
  return hubspot.get("HUBSPOT_PORTAL");
}
