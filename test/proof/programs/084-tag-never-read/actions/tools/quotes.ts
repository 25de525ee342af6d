import { secret } from "actionary";

export const quotes = secret({ name: "quotes", keys: ["QUOTES_KEY"] });
export const unused = secret({ name: "unused", keys: ["UNUSED_KEY"] });

/**
 * Get a quote.
 *
 * @secret unused
 */
export async function getQuote(): Promise<string> {
  return (await fetch("https://quotes.example.com/", { headers: { "x-key": quotes.get("QUOTES_KEY") } })).text();
}
