import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { maxStorePauseMs, storeWaitMs } from "../../contract/limits.js";
import type { SecretContext } from "../provider.js";
import { SecretsError } from "../secrets-error.js";
import { isCutOff } from "./is-cut-off.js";
import { applicationId, schemaVersion } from "./schema.js";
import { isBusy, lockedFor, storeDamaged, storeFault } from "./store-faults.js";

/** Value of a column. */
export type Cell = string | number | null;

/** Row of a result, by column. */
export type Row = Readonly<Record<string, Cell>>;

/** A statement; any number of values may be given for its question marks. */
interface Statement {
  all(...values: readonly Cell[]): unknown[];
  run(...values: readonly Cell[]): { readonly changes: number };
}

/** A connection to the file of a store. Statements run at once, and never wait: whoever needs the file asks again. */
export class StoreDatabase {
  readonly file: string;
  readonly #database: InstanceType<typeof Database>;
  readonly #statements = new Map<string, Statement>();

  private constructor(file: string) {
    this.file = file;
    this.#database = new Database(file, { timeout: 0 });
  }

  /** Opens a store that exists. Rejects, without a change, where the file is none, or one of a later version. */
  static async open(file: string): Promise<StoreDatabase> {
    if (await isCutOff(file)) throw storeDamaged(file, "its end is missing");
    return patiently(file, () => {
      const database = new StoreDatabase(file);
      try {
        database.#check();
        // Readers and the one writer do not wait for each other. What was replaced is overwritten.
        for (const pragma of ["journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "trusted_schema=OFF"]) {
          database.all(`PRAGMA ${pragma}`);
        }
        return database;
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  #check(): void {
    const only = (pragma: string): Cell | undefined => Object.values(this.all(`PRAGMA ${pragma}`)[0] ?? {})[0];
    if (only("application_id") !== applicationId)
      throw storeDamaged(this.file, "it is no store of Actionary, or only a part of one");
    const version = Number(only("user_version"));
    if (version <= schemaVersion) return;
    throw new SecretsError(
      "STORE_NEWER",
      `the store of secrets \`${this.file}\` was made by a later version of Actionary (its format is ${version}, this version knows ` +
        `${schemaVersion}). Nothing was changed. Update the package \`actionary\`.`,
    );
  }

  /** Runs a statement, and returns its rows. */
  all(sql: string, ...values: readonly Cell[]): readonly Row[] {
    return this.#prepare(sql).all(...values) as readonly Row[];
  }

  /** Runs a statement without rows, and returns how many it changed. */
  run(sql: string, ...values: readonly Cell[]): number {
    return this.#prepare(sql).run(...values).changes;
  }

  /** Makes the next changes one transaction, which no other connection writes meanwhile. */
  begin(durability: "FULL" | "NORMAL"): void {
    this.#database.exec(`PRAGMA synchronous=${durability}`);
    this.#database.exec("BEGIN IMMEDIATE");
  }

  /** Tells whether a transaction is open: the database itself ends one where it cannot write. */
  get isWriting(): boolean {
    return this.#database.inTransaction;
  }

  commit(): void {
    this.#database.exec("COMMIT");
  }

  /** Takes the changes of the transaction back, unless the database has done so itself. */
  rollBack(): void {
    if (this.isWriting) this.#database.exec("ROLLBACK");
  }

  /** Makes changes of which all or none are kept if one throws. */
  nested<T>(work: () => T): T {
    this.#database.exec("SAVEPOINT work");
    try {
      const result = work();
      this.#database.exec("RELEASE work");
      return result;
    } catch (error) {
      if (this.isWriting) this.#database.exec("ROLLBACK TO work; RELEASE work");
      throw error;
    }
  }

  /** Moves what was written last from the log of writes into the file itself, as far as nobody reads it. */
  moveLog(): void {
    try {
      this.all("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // It is read, or the disk is full; it stays in the log.
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Does work until the file is free for it, with pauses. Rejects with a `SecretsError`, or with the signal's reason. */
export async function patiently<T>(file: string, work: () => T, signal?: SecretContext["signal"]): Promise<T> {
  const end = performance.now() + storeWaitMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, maxStorePauseMs)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw storeFault(error, file);
      if (performance.now() > end) throw lockedFor(file);
    }
    await sleep(pauseMs * (0.5 + Math.random()));
    signal?.throwIfAborted();
  }
}
