import driver from "mysql2/promise";

/**
 * Select by a pool.
 *
 * @title mysql2
 */
export async function useMysql(mysql: number): Promise<string> {
  const connection = await driver.createConnection({
    host: "127.0.0.1",
    port: mysql,
    user: "u",
    password: "p",
    database: "d",
  });
  const [rows] = await connection.query("select ? + ? as sum", [1, 2]);
  await connection.end();
  return JSON.stringify(rows);
}
