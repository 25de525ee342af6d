import pg from "pg";

/**
 * Create, insert and select, with a parameter.
 *
 * @title pg
 */
export async function usePg(postgres: number): Promise<{ name: string; total: string }[]> {
  const pool = new pg.Pool({
    host: "127.0.0.1",
    port: postgres,
    user: "postgres",
    database: "postgres",
    password: "p",
    max: 1,
  });
  try {
    const { rows } = await pool.query("select $1::text as name, (1 + $2::int)::text as total", ["a", 2]);
    return rows;
  } finally {
    await pool.end();
  }
}
