import { filter, map, pipe, sum } from "ramda";

/**
 * Compose functions.
 *
 * @title ramda
 */
export async function useRamda(): Promise<number> {
  return pipe(
    filter((each: number) => each > 1),
    map((each) => each * 2),
    sum,
  )([1, 2, 3]);
}
