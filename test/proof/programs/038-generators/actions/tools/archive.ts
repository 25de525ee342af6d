import { index, pages } from "../_shared/pages.js";

/**
 * Read some pages.
 *
 * @param count - How many pages.
 */
export async function readPages(count: number): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages(count)) all.push(page);
  return all;
}

/**
 * List the names of the index.
 */
export function listNames(): string[] {
  return [...index].map((name) => name.trim());
}
