import { Azure } from "../_shared/azure.js";

/**
 * Name the tenant.
 */
export function tenant(): string {
  return Azure.tenant();
}

/**
 * Name the client.
 */
export function client(): string {
  return Azure.client;
}

/**
 * Tell whether all is there.
 */
export function isReady(): boolean {
  return new Azure().isReady;
}
