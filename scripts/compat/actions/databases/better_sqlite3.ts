import Database from "better-sqlite3";

/**
 * Query a database in memory.
 *
 * A native add-on.
 *
 * @title better-sqlite3
 * @permission native
 */
export async function useSqlite(): Promise<string> {
  const db = new Database(":memory:");
  db.exec("create table t (a text)");
  db.prepare("insert into t values (?)").run("b");
  const row = db.prepare("select a from t").get() as { a: string };
  db.close();
  return row.a;
}
