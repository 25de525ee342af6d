import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";

/**
 * Build and run a query on PostgreSQL.
 *
 * @title kysely
 */
export async function useKysely(postgres: number): Promise<string> {
  const pool = new pg.Pool({ host: "127.0.0.1", port: postgres, user: "postgres", database: "postgres", max: 1 });
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { rows } = await sql<{ n: string }>`select ${1}::int + 1 as n`.execute(db);
    return String(rows[0]?.n);
  } finally {
    await db.destroy();
  }
}
