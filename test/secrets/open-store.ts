import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { expect } from "vitest";
import {
  type SecretRequest,
  type SecretStore,
  SecretsError,
  type StoreOptions,
  storeSecrets,
} from "../../runtime/index.js";
import { askProvider } from "../../runtime/secrets/ask-provider.js";
import { temporaryFolder } from "../project/make-project.js";

// Stores of tests, each in a home folder of its own, so that none makes a key in the user's.

export interface TestStore {
  readonly home: string;
  readonly file: string;
  readonly keyFile: string;
  /** Opens the store, with the environment of the home folder and these variables. */
  readonly open: (variables?: Readonly<Record<string, string>>, options?: StoreOptions) => SecretStore;
}

/** Returns a place for a store. */
export function placeForStore(home: string = temporaryFolder()): TestStore {
  const file = join(home, "project", ".actionary", "store.db");
  return {
    home,
    file,
    keyFile: join(home, ".config", "actionary", "master.key"),
    open: (variables = {}, options = {}) => storeSecrets({ file, env: { HOME: home, ...variables }, ...options }),
  };
}

/** Reads keys as a call of an action does. */
export async function resolve(
  store: SecretStore,
  ...requests: readonly (Partial<SecretRequest> & { readonly name: string; readonly keys: readonly string[] })[]
) {
  const context = { action: "tools.a.b", tenant: "acme", signal: new AbortController().signal };
  const values = await askProvider(
    store,
    requests.map((each) => ({ type: "custom", ...each })),
    context,
  );
  return JSON.parse(JSON.stringify(values)) as Record<string, Record<string, string>>;
}

/** Returns the error of a store, which must be one with a code. */
export async function faultOf(work: Promise<unknown>): Promise<SecretsError> {
  const error = await work.then(
    (value) => expect.unreachable(`resolved with ${JSON.stringify(value)?.slice(0, 200)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SecretsError);
  return error as SecretsError;
}

/** Changes the file of a store behind its back. */
export function edit(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

/** Returns the rows of a query on the file of a store. */
export function query(file: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new Database(file);
  const rows = database.prepare(sql).all() as readonly Readonly<Record<string, unknown>>[];
  database.close();
  return rows;
}

/** Returns all bytes that a store has on the disk. */
export function bytesOf(file: string): string {
  const files = ["", "-wal", "-shm"].map((end) => file + end).filter((path) => existsSync(path));
  return files.map((path) => readFileSync(path, "latin1")).join("");
}
