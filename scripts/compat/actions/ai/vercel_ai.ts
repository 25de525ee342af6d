import { createOpenAI } from "@ai-sdk/openai";
import { generateText } from "ai";

/**
 * Generate text by `@ai-sdk/openai`.
 *
 * @title ai
 */
export async function useAi(http: string): Promise<string> {
  const openai = createOpenAI({ apiKey: "key", baseURL: `${http}/openai/v1` });
  const { text } = await generateText({ model: openai.chat("gpt"), prompt: "Hello", maxRetries: 0 });
  return text;
}
