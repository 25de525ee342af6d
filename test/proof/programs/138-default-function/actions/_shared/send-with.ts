import { secret } from "actionary";

export const outbox = secret({ name: "outbox", keys: ["OUTBOX_KEY", "OUTBOX_OTHER"] });

const fromOutbox = (): string => outbox.get("OUTBOX_KEY");

export async function sendWith(
  text: string,
  { key = fromOutbox }: { readonly key?: () => string } = {},
): Promise<boolean> {
  return (await fetch("https://outbox.example.com/", { method: "POST", body: text, headers: { "x-key": key() } })).ok;
}
