import OpenAI from "openai";

/**
 * Complete a chat, and read the status of an error.
 *
 * @title openai
 */
export async function useOpenAi(http: string): Promise<string> {
  const client = new OpenAI({ apiKey: "key", baseURL: `${http}/openai/v1`, maxRetries: 0 });
  const { choices } = await client.chat.completions.create({
    model: "gpt",
    messages: [{ role: "user", content: "Hello" }],
  });
  const other = new OpenAI({ apiKey: "key", baseURL: `${http}/unavailable`, maxRetries: 0 });
  const failed = await other.models.list().catch((error) => `${error.constructor.name} ${error.status}`);
  return `${choices[0]?.message.content} ${failed}`;
}
