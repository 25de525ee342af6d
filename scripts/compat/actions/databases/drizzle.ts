import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import pg from "pg";

const users = pgTable("users", { id: integer("id").primaryKey(), name: text("name") });

/**
 * Select by `pg`.
 *
 * @title drizzle-orm
 */
export async function useDrizzle(postgres: number): Promise<string> {
  const client = new pg.Client({ host: "127.0.0.1", port: postgres, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    const db = drizzle(client);
    const { rows } = await db.execute(sql`select ${"a"}::text as name`);
    return `${rows[0]?.name} ${db.select().from(users).where(sql`${users.id} = 1`).toSQL().sql}`;
  } finally {
    await client.end();
  }
}
