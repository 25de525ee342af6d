import { shopRequest } from "../_shared/shop-request.js";

/**
 * List the products of a shop.
 *
 * @param shop - Name of the shop.
 */
export async function listProducts(shop: string): Promise<string> {
  return shopRequest(shop, "products");
}
