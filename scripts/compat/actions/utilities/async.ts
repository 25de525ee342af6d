import { mapLimit } from "async";

/**
 * Map with a limit.
 *
 * @title async
 */
export async function useAsync(): Promise<number[]> {
  return mapLimit<number, number>([1, 2, 3], 2, async (each: number) => each * 2);
}
