import { secret } from "actionary";
import { withRetry } from "../_shared/with-retry.js";

export const crm = secret({ name: "crm", keys: ["CRM_READ_KEY", "CRM_WRITE_KEY"] });

async function readAll(): Promise<string> {
  const response = await fetch("https://crm.example.com/all", { headers: { "x-key": crm.get("CRM_READ_KEY") } });
  return response.text();
}

async function touch(): Promise<string> {
  const response = await fetch("https://crm.example.com/touch", {
    method: "POST",
    headers: { "x-key": crm.get("CRM_WRITE_KEY") },
  });
  return response.text();
}

/**
 * Read all contacts.
 */
export async function contacts(): Promise<string> {
  return withRetry(readAll);
}

/**
 * Write the time of the last visit.
 */
export async function visit(): Promise<string> {
  return withRetry(touch, 5);
}

/**
 * Wait for nothing.
 */
export async function idle(): Promise<string> {
  return withRetry(async () => "idle");
}
