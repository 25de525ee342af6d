import PQueue from "p-queue";

/**
 * Run in a queue.
 *
 * @title p-queue
 */
export async function usePQueue(): Promise<number[]> {
  const queue = new PQueue({ concurrency: 2 });
  return queue.addAll([1, 2, 3].map((each) => async () => each * 2));
}
