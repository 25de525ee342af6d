import { secret } from "actionary";
import { request } from "../_shared/request.js";

export const okta = secret({ name: "okta", keys: ["OKTA_TOKEN", "OKTA_ADMIN_TOKEN"] });

/**
 * List the users.
 */
export async function listUsers(): Promise<string> {
  return request({ path: "users", credentials: okta });
}
