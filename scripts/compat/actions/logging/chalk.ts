import { Chalk } from "chalk";

/**
 * Colour a text.
 *
 * @title chalk
 */
export async function useChalk(): Promise<string> {
  return JSON.stringify(new Chalk({ level: 1 }).red.bold("hello"));
}
