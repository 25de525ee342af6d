import { PGlite } from "@electric-sql/pglite";

/**
 * Run PostgreSQL in the lane itself.
 *
 * @title @electric-sql/pglite
 * @meta memoryMb: 1024
 */
export async function usePglite(): Promise<string> {
  const db = await PGlite.create();
  const { rows } = await db.query<{ n: number }>("select 1 + 1 as n");
  await db.close();
  return String(rows[0]?.n);
}
