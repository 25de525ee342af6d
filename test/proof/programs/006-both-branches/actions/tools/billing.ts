import { secret } from "actionary";

export const billing = secret({
  name: "billing",
  keys: ["BILLING_LIVE_KEY", "BILLING_TEST_KEY", "BILLING_ADMIN_KEY", "BILLING_AUDIT_KEY"],
});

/**
 * Get the balance.
 *
 * @param live - Whether real money is meant.
 */
export async function balance(live: boolean): Promise<string> {
  const key = live ? billing.get("BILLING_LIVE_KEY") : billing.get("BILLING_TEST_KEY");
  const response = await fetch("https://billing.example.com/balance", { headers: { authorization: key } });
  return response.text();
}

/**
 * Close an account.
 *
 * @param account - Number of the account.
 * @param quietly - Whether no audit is written.
 */
export async function closeAccount(account: string, quietly: boolean): Promise<boolean> {
  if (account === "") return false;
  const headers: Record<string, string> = { authorization: billing.get("BILLING_ADMIN_KEY") };
  quietly || (headers["x-audit"] = billing.get("BILLING_AUDIT_KEY"));
  const response = await fetch(`https://billing.example.com/accounts/${encodeURIComponent(account)}`, { headers });
  return response.ok;
}
