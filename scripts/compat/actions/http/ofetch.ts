import { type FetchError, ofetch } from "ofetch";

/**
 * Post JSON, and stop at an answer of 503.
 *
 * @title ofetch
 */
export async function useOfetch(http: string): Promise<string> {
  const { path } = await ofetch<{ path: string }>("/items", {
    baseURL: http,
    method: "POST",
    body: { a: 1 },
    query: { q: 1 },
  });
  const failed = await ofetch(`${http}/unavailable`, { retry: 0 }).catch((error: FetchError) => error.status);
  return `${path} ${failed}`;
}
