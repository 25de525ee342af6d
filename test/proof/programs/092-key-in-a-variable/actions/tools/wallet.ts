import { secret } from "actionary";

export const wallet = secret({ name: "wallet", keys: ["WALLET_MAIN", "WALLET_SPARE"] });

/**
 * Tell how long a key is.
 *
 * @param chosen - Another key than the main one.
 */
export function length(chosen?: "WALLET_MAIN" | "WALLET_SPARE"): number {
  let key: "WALLET_MAIN" | "WALLET_SPARE" = "WALLET_MAIN";
  if (chosen !== undefined) key = chosen;
  return wallet.get(key).length;
}
