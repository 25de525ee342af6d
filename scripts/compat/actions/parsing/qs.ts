import qs from "qs";

/**
 * Write and read a nested query.
 *
 * @title qs
 */
export async function useQs(): Promise<string> {
  return qs.stringify(qs.parse("a[b]=1&c[]=2&c[]=3"), { encodeValuesOnly: true });
}
