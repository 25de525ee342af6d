import needle from "needle";

/**
 * Get JSON with a query.
 *
 * @title needle
 */
export async function useNeedle(http: string): Promise<string> {
  const { body } = await needle("get", `${http}/items`, { a: "1", b: "2" }, { json: false });
  return body.path;
}
