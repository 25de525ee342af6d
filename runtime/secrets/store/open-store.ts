import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { SecretContext, SecretRecord, SecretRequest } from "../provider.js";
import { defaultConnection } from "../requests.js";
import { SecretsError } from "../secrets-error.js";
import { Audit, type AuditEntry } from "./audit.js";
import { checkSecret, connectionName } from "./check-secret.js";
import { createStore } from "./create-store.js";
import { patiently, StoreDatabase } from "./database.js";
import { KeyRing } from "./key-ring.js";
import { KeySource } from "./key-source.js";
import { rotateKey } from "./rotate-key.js";
import { keyIdOf, type Place, unseal } from "./seal.js";
import { storeDamaged, storeFault } from "./store-faults.js";
import type {
  AuditOptions,
  AuditRow,
  GetOptions,
  MadeFiles,
  NewSecret,
  NextKey,
  RemoveOptions,
  RotatedKey,
  StoredSecret,
  StoreOptions,
} from "./store-types.js";
import { readFacts } from "./stored-facts.js";
import { entryOf, type FoundValues, listSecrets, type Reader, rowsOf, sealAll, type Wanted } from "./stored-values.js";
import { WriteQueue } from "./write-queue.js";

/** An open file with what writes to it. */
interface Opened {
  readonly database: StoreDatabase;
  readonly queue: WriteQueue;
}

/** A store in use; see `SecretStore`, whose functions these are. */
export class OpenStore {
  readonly #file: string;
  readonly #source: KeySource;
  readonly #ring: KeyRing;
  readonly #audit: Audit;
  #opened: Promise<Opened> | undefined;
  #isClosed = false;

  constructor(file: string, options: StoreOptions) {
    this.#file = file;
    this.#source = new KeySource(options);
    this.#ring = new KeyRing(file, this.#source);
    this.#audit = new Audit(options);
  }

  async resolve(requests: readonly SecretRequest[], { action, tenant, signal }: SecretContext): Promise<SecretRecord> {
    const opened = await this.#open();
    if (!opened) return {};
    const wanted = requests.map(({ name, keys, connection = defaultConnection, optionalKeys = [] }) => ({
      ...{ name, keys, connection, optionalKeys },
    }));
    return this.#read(opened, wanted, { operation: "read", action, ...(tenant !== undefined && { tenant }) }, signal);
  }

  async get(name: string, { connection }: GetOptions = {}): Promise<Readonly<Record<string, string>> | undefined> {
    const opened = await this.#open();
    const wanted = { name, connection: connectionName(connection), keys: undefined, optionalKeys: [] };
    const found = opened ? await this.#read(opened, [wanted], { operation: "reveal" }) : {};
    return found[name];
  }

  async set(secrets: readonly NewSecret[], replace: boolean): Promise<MadeFiles> {
    for (const secret of secrets) checkSecret(secret);
    const { opened, made } = await this.#openOrMake();
    while (!(await this.#put(opened, secrets, replace))); // Until nobody changes the key meanwhile.
    return made;
  }

  async remove(name: string, { connection, keys, everywhere = false }: RemoveOptions = {}): Promise<number> {
    const from = connectionName(connection);
    const opened = await this.#open();
    if (!opened) return 0;
    const { database, queue } = opened;
    return queue.write("FULL", () => {
      const rows = database
        .all("SELECT connection, key FROM secrets WHERE name = ?", name)
        .filter((row) => (everywhere || row.connection === from) && (keys?.includes(String(row.key)) ?? true));
      for (const row of rows) {
        database.run(
          "DELETE FROM secrets WHERE name = ? AND connection = ? AND key = ?",
          ...[name, row.connection as string, row.key as string],
        );
      }
      const connections = new Set(rows.map((row) => String(row.connection)));
      const entries = [...(connections.size > 0 ? connections : [from])].map((each): AuditEntry => {
        const removed = rows.filter((row) => row.connection === each).map((row) => String(row.key));
        return {
          operation: "remove",
          outcome: removed.length > 0 ? "ok" : "missing",
          name,
          connection: each,
          keys: removed,
        };
      });
      this.#audit.add(database, entries);
      return rows.length;
    });
  }

  async list(): Promise<readonly StoredSecret[]> {
    const opened = await this.#open();
    if (!opened) return [];
    return patiently(this.#file, () => listSecrets(opened.database));
  }

  async rotateKey(next: NextKey): Promise<RotatedKey> {
    const opened = await this.#open();
    if (!opened)
      throw new SecretsError(
        "STORE_REFUSED",
        `there is no store of secrets \`${this.#file}\` whose key could be changed.`,
      );
    const parts = { file: this.#file, source: this.#source, ring: this.#ring, audit: this.#audit };
    return rotateKey(parts, next).catch((error: unknown) => {
      throw storeFault(error, this.#file);
    });
  }

  async audit(options: AuditOptions = {}): Promise<readonly AuditRow[]> {
    const opened = await this.#open();
    return opened ? patiently(this.#file, () => this.#audit.read(opened.database, options)) : [];
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const opened = await this.#opened?.catch(() => undefined);
    if (!opened) return;
    await opened.queue.done();
    opened.database.moveLog();
    opened.database.close();
  }

  /** Encrypts with the key of the store, and writes unless that was changed meanwhile: then it returns false. */
  async #put({ database, queue }: Opened, secrets: readonly NewSecret[], replace: boolean): Promise<boolean> {
    const { id: store, keyId, kind } = await patiently(this.#file, () => readFacts(database));
    const master = await this.#ring.find(keyId, kind);
    const sealed = await queue.prepare(() => sealAll(secrets, store, master));
    return queue.write("FULL", () => {
      if (readFacts(database).keyId !== keyId) return false;
      const now = Date.now();
      for (const { name, connection, pairs } of sealed) {
        if (replace) database.run("DELETE FROM secrets WHERE name = ? AND connection = ?", name, connection);
        for (const [key, jwe] of pairs) {
          database.run(
            "INSERT INTO secrets VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET jwe = excluded.jwe, changed_at = excluded.changed_at",
            ...[name, connection, key, jwe, now],
          );
        }
      }
      this.#audit.add(
        database,
        sealed.map(({ name, connection, pairs }) => {
          return { operation: "set", outcome: "ok", name, connection, keys: pairs.map(([key]) => key) } as const;
        }),
      );
      return true;
    });
  }

  /** Decrypts what is wanted, and gives it out once the audit table says so. */
  async #read(
    { database, queue }: Opened,
    wanted: readonly Wanted[],
    reader: Reader,
    signal?: SecretContext["signal"],
  ): Promise<Record<string, Readonly<Record<string, string>>>> {
    const { facts, rows } = await patiently(
      this.#file,
      () => ({ facts: readFacts(database), rows: wanted.map((each) => rowsOf(database, each)) }),
      signal,
    );
    const unsealAll = wanted.map(async (each, index): Promise<FoundValues> => {
      const pairs = (rows[index] ?? []).map(async ({ key, jwe }) => {
        const place = { store: facts.id, name: each.name, connection: each.connection, key: String(key) };
        return [String(key), await this.#unseal(String(jwe), place, facts)] as const;
      });
      return { wanted: each, pairs: await Promise.all(pairs) };
    });
    const found = await queue.prepare(() => Promise.all(unsealAll));
    const failed = found.flatMap(({ wanted: { name }, pairs }) => {
      return pairs.filter(([, value]) => value === undefined).map(([key]) => `${key} of \`${name}\``);
    });
    await queue.write("NORMAL", () =>
      this.#audit.add(
        database,
        found.map((each) => entryOf(each, reader)),
      ),
    );
    if (failed.length > 0) throw storeDamaged(this.#file, `the value for ${failed.join(", ")} was changed or moved`);
    const values: Record<string, Readonly<Record<string, string>>> = Object.create(null);
    for (const {
      wanted: { name },
      pairs,
    } of found) {
      if (pairs.length > 0) values[name] = Object.fromEntries(pairs) as Readonly<Record<string, string>>;
    }
    return values;
  }

  async #unseal(jwe: string, place: Place, { kind }: ReturnType<typeof readFacts>): Promise<string | undefined> {
    const id = keyIdOf(jwe);
    return id === undefined ? undefined : unseal(jwe, place, await this.#ring.find(id, kind));
  }

  /** Returns the open file; undefined if there is none. */
  async #open(): Promise<Opened | undefined> {
    if (!this.#opened && !existsSync(this.#file)) return undefined;
    return this.#openExisting();
  }

  #openExisting(): Promise<Opened> {
    if (this.#isClosed) throw new SecretsError("STORE_CLOSED", `the store of secrets \`${this.#file}\` was closed.`);
    this.#opened ??= StoreDatabase.open(this.#file).then(
      (database) => ({ database, queue: new WriteQueue(database) }),
      (error: unknown) => {
        this.#opened = undefined; // Whoever comes next tries again.
        throw error;
      },
    );
    return this.#opened;
  }

  async #openOrMake(): Promise<{ readonly opened: Opened; readonly made: MadeFiles }> {
    const existing = await this.#open();
    if (existing) return { opened: existing, made: {} };
    const { key, kind, madeFile } = await this.#source.first();
    const facts = { id: randomUUID(), keyId: key.id, kind: JSON.stringify(kind) };
    const isMade = await createStore(this.#file, facts);
    if (isMade) this.#ring.add(key);
    const made = { ...(isMade && { store: this.#file }), ...(madeFile !== undefined && { keyFile: madeFile }) };
    return { opened: await this.#openExisting(), made };
  }
}
