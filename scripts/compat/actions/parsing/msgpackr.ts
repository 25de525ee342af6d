import { pack, unpack } from "msgpackr";

/**
 * Pack and unpack a value.
 *
 * @title msgpackr
 */
export async function useMsgpackr(): Promise<string> {
  return JSON.stringify(unpack(pack({ a: [1, "b", true] })));
}
