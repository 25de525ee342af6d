import callBound from "call-bound";

/**
 * Borrow a method of arrays.
 *
 * @title call-bound
 */
export async function useCallBound(): Promise<string> {
  return JSON.stringify(callBound("Array.prototype.slice")([1, 2, 3], 1));
}
