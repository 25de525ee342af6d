import type { AuditEntry } from "./audit.js";
import { connectionName } from "./check-secret.js";
import type { Row, StoreDatabase } from "./database.js";
import type { MasterKey } from "./master-key.js";
import { seal } from "./seal.js";
import type { NewSecret, StoredSecret } from "./store-types.js";

/** Values of one connection that are wanted, and why. */
export interface Wanted {
  readonly name: string;
  readonly connection: string;
  /** All keys if undefined. */
  readonly keys: readonly string[] | undefined;
  readonly optionalKeys: readonly string[];
}

/** Who reads. */
export type Reader = Pick<AuditEntry, "operation" | "action" | "tenant">;

/** Values of a secret, encrypted. */
export interface SealedSecret {
  readonly name: string;
  readonly connection: string;
  readonly pairs: readonly (readonly [key: string, jwe: string])[];
}

/** Encrypts values, each for its place. */
export function sealAll(
  secrets: readonly NewSecret[],
  store: string,
  master: MasterKey,
): Promise<readonly SealedSecret[]> {
  const all = secrets.map(async ({ name, connection: given, values }) => {
    const connection = connectionName(given);
    const pairs = Object.entries(values).map(async ([key, value]) => {
      return [key, await seal(value, { store, name, connection, key }, master)] as const;
    });
    return { name, connection, pairs: await Promise.all(pairs) };
  });
  return Promise.all(all);
}

/** Returns the rows of what is wanted. */
export function rowsOf(database: StoreDatabase, { name, connection, keys }: Wanted): readonly Row[] {
  const rows = database.all("SELECT key, jwe FROM secrets WHERE name = ? AND connection = ?", name, connection);
  return keys ? rows.filter(({ key }) => keys.includes(String(key))) : rows;
}

/** Returns what is stored, without values. */
export function listSecrets(database: StoreDatabase): readonly StoredSecret[] {
  const rows = database.all("SELECT name, connection, key, changed_at FROM secrets ORDER BY name, connection, key");
  return [...groupRows(rows).values()].map((group) => ({
    name: String(group[0]?.name),
    connection: String(group[0]?.connection),
    keys: group.map(({ key }) => String(key)),
    changedAt: Math.max(...group.map(({ changed_at: at }) => Number(at))),
  }));
}

function groupRows(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const place = `${row.name} ${row.connection}`;
    const group = groups.get(place);
    if (group) group.push(row);
    else groups.set(place, [row]);
  }
  return groups;
}

/** Values that were found; those that cannot be decrypted are undefined. */
export interface FoundValues {
  readonly wanted: Wanted;
  readonly pairs: readonly (readonly [key: string, value: string | undefined])[];
}

/** Returns the row of the audit table for a reading. */
export function entryOf({ wanted, pairs }: FoundValues, reader: Reader): AuditEntry {
  const { name, connection, keys, optionalKeys } = wanted;
  const had = pairs.map(([key]) => key);
  const isWhole = keys ? keys.every((key) => had.includes(key) || optionalKeys.includes(key)) : had.length > 0;
  const isFailed = pairs.some(([, value]) => value === undefined);
  const outcome = isFailed ? "failed" : isWhole ? "ok" : "missing";
  return { ...reader, outcome, name, connection, keys: outcome === "missing" ? (keys ?? []) : had };
}
