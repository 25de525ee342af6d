import { secret } from "actionary";
import { tokenKey } from "../_shared/keys.js";

export const sales = secret({ name: "sales", keys: ["SALES_TOKEN", "SALES_ORG", "SALES_OTHER"] });

const org = "SALES_ORG" as const;

/**
 * List the leads.
 */
export async function listLeads(): Promise<string> {
  return (await fetch("https://sales.example.com/leads", { headers: { authorization: sales.get(tokenKey) } })).text();
}

/**
 * Name the organization.
 */
export function organization(): string {
  const key = org;
  return sales.get(key);
}
