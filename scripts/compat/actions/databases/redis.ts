import { createClient } from "redis";

/**
 * Set and get a value.
 *
 * @title redis
 */
export async function useRedis(redis: number): Promise<string | null> {
  const client = createClient({ url: `redis://127.0.0.1:${redis}`, RESP: 2 });
  await client.connect();
  await client.set("redis", "value");
  const value = await client.get("redis");
  client.destroy();
  return value;
}
