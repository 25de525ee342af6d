import { MongoClient } from "mongodb";

/**
 * Insert and find a document.
 *
 * @title mongodb
 */
export async function useMongo(mongo: number): Promise<string> {
  const client = new MongoClient(`mongodb://127.0.0.1:${mongo}/?directConnection=true`, {
    serverSelectionTimeoutMS: 5000,
  });
  try {
    const items = client.db("d").collection<{ _id: number; a: string }>("items");
    const { acknowledged } = await items.insertOne({ _id: 1, a: "b" });
    const found = await items.find({ a: "b" }).toArray();
    return `${acknowledged} ${found[0]?.a}`;
  } finally {
    await client.close();
  }
}
