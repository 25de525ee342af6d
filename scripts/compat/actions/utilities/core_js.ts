import "core-js/actual/index.js";

/**
 * Add what is missing to the language.
 *
 * @title core-js
 */
export async function useCoreJs(): Promise<string> {
  return JSON.stringify([
    [3, 1, 2].toSorted(),
    Object.entries(Object.groupBy([1, 2], (each) => (each > 1 ? "many" : "one"))),
  ]);
}
