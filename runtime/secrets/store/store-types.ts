import type { SecretCacheRule, SecretProvider } from "../provider.js";
import type { Variables } from "../providers/variables.js";

/** Options of `storeSecrets`. */
export interface StoreOptions {
  /** The file; by default `ACTIONARY_STORE`, else `.actionary/store.db` below the working directory. */
  readonly file?: string;
  /** 32 bytes in base64; by default `ACTIONARY_MASTER_KEY`. Of several, with spaces between them, new stores take the last. */
  readonly masterKey?: string;
  /**
   * File of master keys, one a line; by default `ACTIONARY_MASTER_KEY_FILE`, else `actionary/master.key` in the user's folder of
   * settings. Made with a new store where there is none.
   */
  readonly keyFile?: string;
  /** Text that the master key is derived from, or a function that asks for it; by default `ACTIONARY_PASSPHRASE`. */
  readonly passphrase?: string | (() => string | Promise<string>);
  /** Variables to take these defaults from; `process.env` by default. */
  readonly env?: Variables;
  /** Name of who reads and writes, in the audit table; by default the system's user. */
  readonly actor?: string;
  /** Rows of the audit table that are kept; 100,000 by default. */
  readonly auditRows?: number;
  /** How long a runtime keeps values; without it each call reads the store, and has its row in the audit table. */
  readonly cache?: SecretCacheRule;
}

/** Values to be stored. */
export interface NewSecret {
  readonly name: string;
  /** The default one if absent. */
  readonly connection?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Options of `set`. */
export interface SetOptions {
  readonly connection?: string;
  /** Keys that are not among the new values are removed. */
  readonly replace?: boolean;
}

/** Files that were made because there were none. */
export interface MadeFiles {
  readonly store?: string;
  readonly keyFile?: string;
}

/** Options of `get`. */
export interface GetOptions {
  readonly connection?: string;
}

/** Options of `remove`. */
export interface RemoveOptions {
  readonly connection?: string;
  /** Only these keys; all by default. */
  readonly keys?: readonly string[];
  /** Of every connection. */
  readonly everywhere?: boolean;
}

/** A stored connection of a secret, without its values. */
export interface StoredSecret {
  readonly name: string;
  readonly connection: string;
  readonly keys: readonly string[];
  /** Time of the latest change, in milliseconds since the epoch. */
  readonly changedAt: number;
}

/** The next master key. For `{}` a new one is added to the key file that holds the present one. */
export type NextKey =
  | { readonly masterKey: string }
  | { readonly passphrase: string }
  | { readonly keyFile: string }
  | Readonly<Record<string, never>>;

/** Result of `rotateKey`. */
export interface RotatedKey {
  /** Number of values that were encrypted again. */
  readonly values: number;
  /** The file that the new key was added to. */
  readonly keyFile?: string;
}

/** Row of the audit table. It never holds a value. */
export interface AuditRow {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly operation: "read" | "reveal" | "set" | "remove" | "rotate-key";
  /** `missing`: there was no value for one of the keys. `failed`: one could not be decrypted. */
  readonly outcome: "ok" | "missing" | "failed";
  /** Absent for `rotate-key`. */
  readonly name?: string;
  readonly connection?: string;
  readonly keys: readonly string[];
  /** The action that read it. */
  readonly action?: string;
  readonly tenant?: string;
}

/** Options of `audit`. */
export interface AuditOptions {
  /** Number of rows, the latest first; 100 by default. */
  readonly limit?: number;
  /** Only rows of this secret. */
  readonly name?: string;
}

/**
 * A store of secrets: one file, in which each value is encrypted by itself. Reading never makes a file; writing does. Every
 * function rejects with a `SecretsError`, after which the store is as it was before.
 */
export interface SecretStore extends SecretProvider {
  readonly name: "store";
  /** Absolute path of its file, whether or not it exists. */
  readonly file: string;
  /** Stores values of one connection, beside those of other keys. */
  set(name: string, values: Readonly<Record<string, string>>, options?: SetOptions): Promise<MadeFiles>;
  /** Stores several secrets, all or none. */
  setAll(secrets: readonly NewSecret[]): Promise<MadeFiles>;
  /** Returns all values of a connection, or undefined if there are none; the audit table says that somebody saw them. */
  get(name: string, options?: GetOptions): Promise<Readonly<Record<string, string>> | undefined>;
  /** Removes values, and returns how many there were. */
  remove(name: string, options?: RemoveOptions): Promise<number>;
  /** Returns what is stored, by name and connection. Needs no master key. */
  list(): Promise<readonly StoredSecret[]>;
  /** Encrypts every value with another master key, all or none. */
  rotateKey(next?: NextKey): Promise<RotatedKey>;
  /** Returns rows of the audit table. Needs no master key. */
  audit(options?: AuditOptions): Promise<readonly AuditRow[]>;
  /** Writes what waits, and closes the file. Nothing works afterwards. */
  close(): Promise<void>;
}
