import { createClient } from "@libsql/client";

/**
 * Query a database in memory.
 *
 * A native add-on, unless it is imported as `@libsql/client/web`.
 *
 * @title @libsql/client
 * @permission native
 */
export async function useLibsql(): Promise<string> {
  const client = createClient({ url: ":memory:" });
  await client.execute("create table t (a text)");
  await client.execute({ sql: "insert into t values (?)", args: ["b"] });
  const { rows } = await client.execute("select a from t");
  client.close();
  return String(rows[0]?.a);
}
