import { settings } from "../_shared/settings.js";

/**
 * Name the user.
 */
export function userName(): string {
  return settings.user;
}

/**
 * Tell whether the system is up.
 */
export async function isUp(): Promise<boolean> {
  const { login } = settings;
  const response = await fetch("https://sap.example.com/ping", { headers: { authorization: `Basic ${btoa(login)}` } });
  return response.ok;
}
