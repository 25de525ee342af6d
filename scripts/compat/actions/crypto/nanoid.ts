import { customAlphabet, nanoid } from "nanoid";

/**
 * Make ids.
 *
 * @title nanoid
 */
export async function useNanoid(): Promise<number[]> {
  return [nanoid().length, customAlphabet("ab", 5)().length];
}
