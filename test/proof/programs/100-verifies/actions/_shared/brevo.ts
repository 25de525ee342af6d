import { secret } from "actionary";

export const brevo = secret({ name: "brevo", keys: ["BREVO_KEY", "BREVO_SENDER"] });

export async function brevoAccount(): Promise<Response> {
  return fetch("https://api.brevo.com/v3/account", { headers: { "api-key": brevo.get("BREVO_KEY") } });
}
