import { secret } from "actionary";

export const anthropic = secret({ name: "anthropic", keys: ["ANTHROPIC_API_KEY"] });

/**
 * List the models.
 */
export async function listModels(): Promise<string> {
  const headers = { "x-api-key": process.env.ANTHROPIC_API_KEY ?? "" };
  return (await fetch("https://api.anthropic.com/v1/models", { headers })).text();
}

/**
 * Tell how long the key is.
 */
export function keyLength(): number {
  return anthropic.get("ANTHROPIC_API_KEY").length;
}
