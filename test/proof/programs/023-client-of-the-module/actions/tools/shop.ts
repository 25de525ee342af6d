import { preview, send } from "../_shared/shop.js";

/**
 * List the products.
 */
export async function listProducts(): Promise<string> {
  return send("products");
}

/**
 * List the drafts.
 */
export async function listDrafts(): Promise<string> {
  return preview("drafts");
}
