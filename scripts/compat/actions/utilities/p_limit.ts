import pLimit from "p-limit";

/**
 * Run with a limit.
 *
 * @title p-limit
 */
export async function usePLimit(): Promise<number[]> {
  const limit = pLimit(2);
  return Promise.all([1, 2, 3].map((each) => limit(async () => each * 2)));
}
