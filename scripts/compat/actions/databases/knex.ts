import knex from "knex";

/**
 * Build and run a query on PostgreSQL.
 *
 * @title knex
 */
export async function useKnex(postgres: number): Promise<string> {
  const db = knex({
    client: "pg",
    connection: { host: "127.0.0.1", port: postgres, user: "postgres", database: "postgres" },
    pool: { min: 0, max: 1 },
  });
  try {
    const rows = await db
      .select("table_schema")
      .from("information_schema.tables")
      .where({ table_name: "pg_class" })
      .limit(1);
    return rows[0].table_schema;
  } finally {
    await db.destroy();
  }
}
