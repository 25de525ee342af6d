import { secret } from "actionary";

export const database = secret({ name: "database", keys: ["DB_TOKEN", "DB_SCHEMA", "DB_OWNER"] });

function sql(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const schema = database.get("DB_SCHEMA");
  return `set search_path to ${schema}; ${texts.map((text, index) => text + String(values[index] ?? "")).join("")}`;
}

/**
 * Count the rows of the orders.
 *
 * @param year - Year of the orders.
 */
export async function countOrders(year: number): Promise<string> {
  const body = sql`select count(*) from orders where year = ${year}`;
  const response = await fetch("https://db.example.com/query", {
    method: "POST",
    body,
    headers: { authorization: database.get("DB_TOKEN") },
  });
  return response.text();
}

/**
 * Write the statement that gives a table away.
 *
 * @param table - Name of the table.
 */
export function giveAway(table: string): string {
  return String.raw`alter table ${table} owner to ${database.get("DB_OWNER")}`;
}
