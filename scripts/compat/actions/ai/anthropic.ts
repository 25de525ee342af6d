import Anthropic from "@anthropic-ai/sdk";

/**
 * Send a message.
 *
 * @title @anthropic-ai/sdk
 */
export async function useAnthropic(http: string): Promise<string> {
  const client = new Anthropic({ apiKey: "key", baseURL: `${http}/anthropic`, maxRetries: 0 });
  const { content } = await client.messages.create({
    model: "claude",
    max_tokens: 10,
    messages: [{ role: "user", content: "Hello" }],
  });
  return content.map((part) => (part.type === "text" ? part.text : part.type)).join("");
}
