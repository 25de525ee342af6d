import { LRUCache } from "lru-cache";

/**
 * Keep the latest values.
 *
 * @title lru-cache
 */
export async function useLruCache(): Promise<string[]> {
  const cache = new LRUCache<string, number>({ max: 2, ttl: 10_000 });
  for (const [index, key] of ["a", "b", "c"].entries()) cache.set(key, index);
  return [...cache.keys()];
}
