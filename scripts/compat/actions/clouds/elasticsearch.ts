import { Client } from "@elastic/elasticsearch";

/**
 * Search.
 *
 * @title @elastic/elasticsearch
 */
export async function useElasticsearch(http: string): Promise<string> {
  const client = new Client({ node: `${http}/elastic`, maxRetries: 0 });
  const { hits } = await client.search({ index: "a", query: { match: { a: "1" } } });
  await client.close();
  return JSON.stringify(hits.hits.map(({ _id }) => _id));
}
