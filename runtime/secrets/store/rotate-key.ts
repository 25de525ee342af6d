import { resolve } from "node:path";
import { SecretsError } from "../secrets-error.js";
import type { Audit } from "./audit.js";
import { patiently, type Row, StoreDatabase } from "./database.js";
import { addKey, makeKeyFile, readKeyFile } from "./key-file.js";
import type { KeyRing } from "./key-ring.js";
import { checkedPassphrase, type KeyKind, type KeySource, keysInText } from "./key-source.js";
import { bytesOfKey, type MasterKey, masterKeyOf, newKeyText } from "./master-key.js";
import { keyOfPassphrase, newDerivation } from "./passphrase.js";
import { type Place, seal, unseal } from "./seal.js";
import { storeDamaged } from "./store-faults.js";
import type { NextKey, RotatedKey } from "./store-types.js";
import { readFacts, type StoredFacts, writeKeyFacts } from "./stored-facts.js";

/** Parts of a store that a change of its key needs. */
export interface RotationParts {
  readonly file: string;
  readonly source: KeySource;
  readonly ring: KeyRing;
  readonly audit: Audit;
}

/** A key that comes into use, and the file that it stands in. */
interface ComingKey {
  readonly key: MasterKey;
  readonly kind: KeyKind;
  readonly keyFile?: string;
}

/**
 * Encrypts every value of a store with another key, in one transaction: until it is kept, the earlier key holds for all of them, and
 * from then on the next one. That one stands where it is read before anything is encrypted with it. Values are prepared
 * before the transaction, so that others wait only for those that changed meanwhile.
 */
export async function rotateKey({ file, source, ring, audit }: RotationParts, given: NextKey): Promise<RotatedKey> {
  // Of its own: work of the store itself must not become part of this transaction.
  const database = await StoreDatabase.open(file);
  try {
    const facts = readFacts(database);
    const earlier = await ring.find(facts.keyId, facts.kind);
    const next = await nextKey(source, facts, given);
    const sealer = new Resealer(file, facts, { earlier, next: next.key });
    await sealer.addAll(rowsOf(database));
    await patiently(file, () => database.begin("FULL"));
    if (readFacts(database).keyId !== facts.keyId) {
      throw new SecretsError(
        "STORE_LOCKED",
        `the key of the store \`${file}\` was changed by another process meanwhile. Nothing was changed here.`,
      );
    }
    const rows = rowsOf(database);
    await sealer.addAll(rows);
    for (const row of rows) {
      database.run(
        "UPDATE secrets SET jwe = ? WHERE name = ? AND connection = ? AND key = ?",
        ...[sealer.take(row), String(row.name), String(row.connection), String(row.key)],
      );
    }
    writeKeyFacts(database, next.key.id, next.kind);
    audit.add(database, [{ operation: "rotate-key", outcome: "ok", keys: [] }]);
    database.commit();
    ring.add(next.key);
    database.moveLog();
    return { values: rows.length, ...(next.keyFile !== undefined && { keyFile: next.keyFile }) };
  } finally {
    database.rollBack();
    database.close();
  }
}

function rowsOf(database: StoreDatabase): readonly Row[] {
  return database.all("SELECT name, connection, key, jwe FROM secrets");
}

/** Values as the next key has them, by their places and by what they were. */
class Resealer {
  readonly #made = new Map<string, string>();
  readonly #file: string;
  readonly #store: string;
  readonly #keys: { readonly earlier: MasterKey; readonly next: MasterKey };

  constructor(file: string, { id }: StoredFacts, keys: { readonly earlier: MasterKey; readonly next: MasterKey }) {
    this.#file = file;
    this.#store = id;
    this.#keys = keys;
  }

  async addAll(rows: readonly Row[]): Promise<void> {
    for (const row of rows) if (!this.#made.has(idOf(row))) await this.#add(row);
  }

  take(row: Row): string {
    return this.#made.get(idOf(row)) as string;
  }

  async #add(row: Row): Promise<void> {
    const { name, connection, key, jwe } = row;
    const place: Place = { store: this.#store, name: String(name), connection: String(connection), key: String(key) };
    const value = await unseal(String(jwe), place, this.#keys.earlier);
    if (value === undefined)
      throw storeDamaged(this.#file, `the value for ${key} of \`${name}\` (${connection}) was changed`);
    this.#made.set(idOf(row), await seal(value, place, this.#keys.next));
  }
}

/** None of the parts has a space. */
function idOf({ name, connection, key, jwe }: Row): string {
  return `${name} ${connection} ${key} ${jwe}`;
}

async function nextKey(source: KeySource, { keyId, kind }: StoredFacts, given: NextKey): Promise<ComingKey> {
  const coming = await comingKey(source, kind, given);
  if (coming.key.id !== keyId) return coming;
  throw new SecretsError("NO_MASTER_KEY", "the next master key is the present one: give another.");
}

async function comingKey(source: KeySource, present: KeyKind, given: NextKey): Promise<ComingKey> {
  if ("passphrase" in given) {
    const kind = newDerivation();
    return { key: await keyOfPassphrase(checkedPassphrase(String(given.passphrase)), kind), kind };
  }
  const kind: KeyKind = { kind: "key" };
  if ("masterKey" in given) {
    const { keys } = await keysInText(String(given.masterKey), "the next master key");
    return { key: keys.at(-1) as MasterKey, kind };
  }
  const keyFile = "keyFile" in given ? resolve(String(given.keyFile)) : await presentFile(source, present);
  return { key: await addNewKey(keyFile), kind, keyFile };
}

async function presentFile(source: KeySource, present: KeyKind): Promise<string> {
  const file = present.kind === "key" ? (await source.read()).file : undefined;
  if (file !== undefined) return file;
  const where = present.kind === "key" ? "in no file, but in the environment or an option" : "made from a passphrase";
  throw new SecretsError("NO_MASTER_KEY", `the present master key is ${where}: give the next one, or a file for it.`);
}

async function addNewKey(file: string): Promise<MasterKey> {
  const text = newKeyText();
  if ((await readKeyFile(file)) === undefined) await makeKeyFile(file, text);
  else await addKey(file, text);
  const bytes = bytesOfKey(text) as Uint8Array;
  const stands = (await readKeyFile(file))?.some((each) => Buffer.compare(each, bytes) === 0);
  if (!stands)
    throw new SecretsError(
      "NO_MASTER_KEY",
      `the file of master keys \`${file}\` does not hold what was written to it.`,
    );
  return masterKeyOf(bytes);
}
