import { large, modelKey } from "../_shared/model.js";

/**
 * Ask a model.
 *
 * @param question - What to ask.
 */
export async function ask(question: string): Promise<string> {
  const headers = { authorization: modelKey() };
  return (await fetch("https://models.example.com/ask", { method: "POST", body: question, headers })).text();
}

/**
 * Name the project of the large model.
 */
export function project(): string {
  return large.get("LARGE_PROJECT");
}
