import Bluebird from "bluebird";

/**
 * Map with a limit.
 *
 * @title bluebird
 */
export async function useBluebird(): Promise<number[]> {
  const values = await Bluebird.map([1, 2, 3], (each) => Bluebird.delay(1).then(() => each * 2), { concurrency: 2 });
  return [...values];
}
