import { secret, secrets } from "actionary";

export const orders = secret({ name: "orders", keys: ["ORDERS_TOKEN"] });

/**
 * List the orders.
 */
export async function list(): Promise<string> {
  const headers = { authorization: secrets.get("ORDERS_TOKEN") };
  return (await fetch("https://orders.example.com/", { headers })).text();
}

/**
 * Tell how long the token is.
 */
export function tokenLength(): number {
  return orders.get("ORDERS_TOKEN").length;
}
