import { secret } from "actionary";

export const ledger = secret({ name: "ledger", keys: ["LEDGER_KEY", "LEDGER_BATCH_KEY", "LEDGER_SPARE"] });

function load(id: string): Promise<string>;
function load(ids: readonly string[]): Promise<string[]>;
function load(ids: string | readonly string[]): Promise<string | string[]> {
  if (typeof ids === "string") return one(ids, ledger.get("LEDGER_KEY"));
  return Promise.all(ids.map((id) => one(id, ledger.get("LEDGER_BATCH_KEY"))));
}

async function one(id: string, key: string): Promise<string> {
  const response = await fetch(`https://ledger.example.com/${encodeURIComponent(id)}`, { headers: { "x-key": key } });
  return response.text();
}

/**
 * Load an entry.
 *
 * @param id - The entry's ID.
 */
export async function loadEntry(id: string): Promise<string> {
  return load(id);
}
