import { fetch, Pool, request } from "undici";

/**
 * Request with a pool and with `fetch`.
 *
 * @title undici
 */
export async function useUndici(http: string): Promise<string[]> {
  const pool = new Pool(http, { connections: 2 });
  const { body } = await pool.request({ path: "/pool", method: "GET" });
  const first = (await body.json()) as { path: string };
  await pool.close();
  const second = (await (await fetch(`${http}/fetch`)).json()) as { path: string };
  const { statusCode } = await request(`${http}/unavailable`);
  return [first.path, second.path, String(statusCode)];
}
