import { GoogleGenAI } from "@google/genai";

/**
 * Generate text.
 *
 * @title @google/genai
 */
export async function useGoogleGenAi(http: string): Promise<string | null> {
  const client = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl: `${http}/gemini` } });
  const { text } = await client.models.generateContent({ model: "gemini", contents: "Hello" });
  return text ?? null;
}
