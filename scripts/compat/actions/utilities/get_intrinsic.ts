import getIntrinsic from "get-intrinsic";

/**
 * Get a method of the language.
 *
 * @title get-intrinsic
 */
export async function useGetIntrinsic(): Promise<string> {
  return `${typeof getIntrinsic("%Array.prototype.slice%")} ${getIntrinsic("%Math.max%")(1, 2)}`;
}
