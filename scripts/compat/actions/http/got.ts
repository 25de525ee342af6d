import got, { type HTTPError } from "got";

/**
 * Post JSON, follow a redirect and stop at an answer of 503.
 *
 * @title got
 */
export async function useGot(http: string): Promise<{ path: string; url: string; status: number }> {
  const { path } = await got.post(`${http}/items?a=1`, { json: { a: [1, 2] } }).json<{ path: string }>();
  const { url } = await got(`${http}/redirect`);
  const status = await got(`${http}/unavailable`, { retry: { limit: 0 } }).catch(
    (error: HTTPError) => error.response.statusCode,
  );
  return { path, url: url.replace(http, ""), status: Number(status) };
}
