import fetch from "cross-fetch";

/**
 * Get JSON.
 *
 * @title cross-fetch
 */
export async function useCrossFetch(http: string): Promise<string> {
  const response = await fetch(`${http}/items`, { headers: { "x-app": "a" } });
  return (await response.json()).path;
}
