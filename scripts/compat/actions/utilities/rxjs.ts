import { concatMap, delay, from, lastValueFrom, of, toArray } from "rxjs";

/**
 * Map and collect values.
 *
 * @title rxjs
 */
export async function useRxjs(): Promise<number[]> {
  return lastValueFrom(
    from([1, 2, 3]).pipe(
      concatMap((each) => of(each * 2).pipe(delay(1))),
      toArray(),
    ),
  );
}
