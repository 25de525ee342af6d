import { secret } from "actionary";

export const mail = secret({ name: "mail", keys: ["MAIL_USER", "MAIL_PASSWORD"] });

interface Hooks {
  readonly user?: () => string;
  readonly password?: () => string;
}

const hooks: Hooks = { user: () => mail?.get("MAIL_USER"), password: () => mail?.get?.("MAIL_PASSWORD") };

/**
 * Name the user of the mailbox.
 */
export function userName(): string {
  return hooks.user?.() ?? "nobody";
}

/**
 * Tell whether the mailbox can be opened.
 */
export async function canOpen(): Promise<boolean> {
  const login = `${hooks.user?.()}:${hooks?.password?.()}`;
  const headers = { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  const response = await fetch("https://mail.example.com/", { headers });
  return response.ok;
}
