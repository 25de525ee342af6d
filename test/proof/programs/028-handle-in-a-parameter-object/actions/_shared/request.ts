import type { Secret } from "actionary";

interface Options {
  readonly path: string;
  readonly credentials: Secret<"okta", "OKTA_TOKEN" | "OKTA_ADMIN_TOKEN", never>;
}

export async function request({ path, credentials }: Options): Promise<string> {
  const headers = { authorization: `SSWS ${credentials.get("OKTA_TOKEN")}` };
  const response = await fetch(`https://okta.example.com/api/v1/${path}`, { headers });
  return response.text();
}
