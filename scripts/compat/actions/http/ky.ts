import ky, { type HTTPError } from "ky";

/**
 * Post JSON with hooks, and stop at an answer of 503.
 *
 * @title ky
 */
export async function useKy(http: string): Promise<string> {
  const client = ky.create({
    prefixUrl: http,
    retry: 0,
    hooks: { beforeRequest: [(request) => request.headers.set("x-app", "a")] },
  });
  const { path } = await client.post("items", { json: { a: 1 } }).json<{ path: string }>();
  const failed = await client.get("unavailable").catch((error: HTTPError) => error.name);
  return path + String(failed);
}
