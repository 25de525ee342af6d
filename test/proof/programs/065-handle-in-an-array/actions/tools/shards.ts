import { secret } from "actionary";

export const shardA = secret({ name: "shard_a", keys: ["SHARD_KEY"] });
export const shardB = secret({ name: "shard_b", keys: ["SHARD_KEY"] });

/**
 * Count the rows of a shard.
 *
 * @param shard - Number of the shard.
 */
export async function countRows(shard: number): Promise<string> {
  const all = [shardA, shardB];
  const key = all[shard]?.get("SHARD_KEY") ?? "";
  return (await fetch("https://shards.example.com/count", { headers: { "x-key": key } })).text();
}
