/**
 * Call a webhook.
 *
 * @param address - Address of the webhook.
 * @hosts "*" people enter the addresses of their own webhooks
 */
export async function call(address: string): Promise<boolean> {
  return (await fetch(new URL(address), { method: "POST" })).ok;
}
