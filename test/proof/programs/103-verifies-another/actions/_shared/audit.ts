import { secret } from "actionary";

export const audit = secret({ name: "audit", keys: ["AUDIT_KEY"] });

export async function report(event: string): Promise<void> {
  await fetch("https://audit.example.com/", {
    method: "POST",
    body: event,
    headers: { "x-key": audit.get("AUDIT_KEY") },
  });
}
