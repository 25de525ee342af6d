import { Redis } from "ioredis";

/**
 * Set and get a value.
 *
 * @title ioredis
 */
export async function useIoredis(redis: number): Promise<string | null> {
  const client = new Redis({ host: "127.0.0.1", port: redis, maxRetriesPerRequest: 1 });
  await client.set("ioredis", "value");
  const value = await client.get("ioredis");
  await client.quit();
  return value;
}
