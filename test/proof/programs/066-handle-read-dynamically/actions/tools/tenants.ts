import { tenants } from "../_shared/tenants.js";

/**
 * Ping a tenant.
 *
 * @param tenant - Name of the tenant.
 */
export async function ping(tenant: "acme" | "globex"): Promise<boolean> {
  const key = tenants[tenant].get("TENANT_KEY");
  return (await fetch("https://tenants.example.com/ping", { headers: { "x-key": key } })).ok;
}
