import { Mistral } from "@mistralai/mistralai";

/**
 * Complete a chat.
 *
 * @title @mistralai/mistralai
 */
export async function useMistral(http: string): Promise<string> {
  const client = new Mistral({ apiKey: "key", serverURL: `${http}/mistral`, retryConfig: { strategy: "none" } });
  const { choices } = await client.chat.complete({ model: "mistral", messages: [{ role: "user", content: "Hello" }] });
  return String(choices?.[0]?.message?.content);
}
