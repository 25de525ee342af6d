import { parse } from "dotenv";

/**
 * Parse settings.
 *
 * @title dotenv
 */
export async function useDotenv(): Promise<string> {
  return JSON.stringify(parse("A=1\nB='two words'"));
}
