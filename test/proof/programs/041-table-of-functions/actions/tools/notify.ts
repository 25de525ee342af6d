import { secret } from "actionary";

export const sms = secret({ name: "sms", keys: ["SMS_KEY"] });
export const push = secret({ name: "push", keys: ["PUSH_KEY"] });
export const fax = secret({ name: "fax", keys: ["FAX_KEY"] });

const senders = {
  sms: async (text: string): Promise<boolean> =>
    (await fetch("https://sms.example.com/", { method: "POST", body: text, headers: { "x-key": sms.get("SMS_KEY") } }))
      .ok,
  push: sendPush,
};

async function sendPush(text: string): Promise<boolean> {
  const response = await fetch("https://push.example.com/", {
    method: "POST",
    body: text,
    headers: { "x-key": push.get("PUSH_KEY") },
  });
  return response.ok;
}

/**
 * Tell someone something.
 *
 * @param kind - How to tell it.
 * @param text - What to tell.
 */
export async function notify(kind: "sms" | "push", text: string): Promise<boolean> {
  return senders[kind](text);
}

/**
 * Send a fax.
 */
export async function sendFax(): Promise<boolean> {
  return (await fetch("https://fax.example.com/", { method: "POST", headers: { "x-key": fax.get("FAX_KEY") } })).ok;
}
