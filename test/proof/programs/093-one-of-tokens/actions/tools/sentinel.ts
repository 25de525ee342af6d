import { oauth, oneOf } from "actionary";

export const user = oauth({ providerId: "sentinel", grantType: "authorization_code" });
export const service = oauth({ providerId: "sentinel", grantType: "client_credentials" });
export const sentinel = oneOf(user, service);

/**
 * List the alerts.
 */
export async function listAlerts(): Promise<string> {
  return (
    await fetch("https://sentinel.example.com/alerts", { headers: { authorization: `Bearer ${sentinel.token()}` } })
  ).text();
}

/**
 * Name the user.
 */
export async function me(): Promise<string> {
  return (
    await fetch("https://sentinel.example.com/me", { headers: { authorization: `Bearer ${user.token()}` } })
  ).text();
}
