import { empty, peek } from "../_shared/trash.js";

/**
 * Look into the trash.
 *
 * @readonly
 */
export async function look(): Promise<string> {
  return peek();
}

/**
 * Look into the trash, and empty it.
 *
 * @readonly
 */
export async function lookAndEmpty(): Promise<string> {
  const seen = await peek();
  await empty();
  return seen;
}
