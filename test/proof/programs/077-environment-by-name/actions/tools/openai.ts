import { secret } from "actionary";

export const openai = secret({ name: "openai", keys: ["OPENAI_API_KEY", "OPENAI_ORG"] });

/**
 * List the models.
 *
 * @secret openai
 */
export async function listModels(): Promise<string> {
  const headers = { authorization: `Bearer ${process.env.OPENAI_API_KEY}` };
  return (await fetch("https://api.openai.com/v1/models", { headers })).text();
}

/**
 * Name the organization.
 */
export function organization(): string {
  return openai.get("OPENAI_ORG");
}
