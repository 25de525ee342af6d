import { one } from "../_shared/one.js";

/**
 * List the orders.
 */
export async function listOrders(): Promise<string> {
  return one("orders");
}
