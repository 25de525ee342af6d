import type { StoreDatabase } from "./database.js";
import type { KeyKind } from "./key-source.js";
import { isDerivation } from "./passphrase.js";
import { storeDamaged } from "./store-faults.js";

/** What a store says of itself. */
export interface StoredFacts {
  /** Part of the place of each value, so that none can be moved to another store. */
  readonly id: string;
  /** The master key of all its values. */
  readonly keyId: string;
  readonly kind: KeyKind;
}

/** Reads the facts as they are at this moment. Throws `STORE_DAMAGED`. */
export function readFacts(database: StoreDatabase): StoredFacts {
  const rows = database.all("SELECT fact, value FROM facts");
  const facts = new Map(rows.map(({ fact, value }) => [fact, String(value)]));
  const [id, keyId, kind] = [facts.get("id"), facts.get("keyId"), kindOf(facts.get("kind"))];
  if (id === undefined || keyId === undefined || kind === undefined) {
    throw storeDamaged(database.file, "it does not say by which master key it was made");
  }
  return { id, keyId, kind };
}

/** Writes which master key all values have from now on. */
export function writeKeyFacts(database: StoreDatabase, keyId: string, kind: KeyKind): void {
  database.run("UPDATE facts SET value = ? WHERE fact = 'keyId'", keyId);
  database.run("UPDATE facts SET value = ? WHERE fact = 'kind'", JSON.stringify(kind));
}

function kindOf(text: string | undefined): KeyKind | undefined {
  try {
    const kind: unknown = JSON.parse(text ?? "");
    if ((kind as KeyKind).kind === "key") return { kind: "key" };
    return isDerivation(kind) ? kind : undefined;
  } catch {
    return undefined;
  }
}
