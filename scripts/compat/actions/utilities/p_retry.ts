import pRetry from "p-retry";

/**
 * Try again after an error.
 *
 * @title p-retry
 */
export async function usePRetry(): Promise<number> {
  return pRetry(
    async (attempt) => {
      if (attempt < 3) throw new Error("not yet");
      return attempt;
    },
    { minTimeout: 1 },
  );
}
