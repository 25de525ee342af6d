import { resolve } from "node:path";
import { minPassphraseChars } from "../../contract/limits.js";
import type { Variables } from "../providers/variables.js";
import { SecretsError } from "../secrets-error.js";
import { defaultKeyFile, makeKeyFile, readKeyFile } from "./key-file.js";
import { bytesOfKey, type MasterKey, masterKeyOf, newKeyText } from "./master-key.js";
import { type Derivation, keyOfPassphrase, newDerivation } from "./passphrase.js";
import type { StoreOptions } from "./store-types.js";

/** How a store's master key is had. */
export type KeyKind = { readonly kind: "key" } | Derivation;

/** Where keys come from: a text, or a file. */
type Source =
  | { readonly kind: "text"; readonly text: string; readonly where: string }
  | { readonly kind: "file"; readonly path: string };

/** Keys, the latest last, and where they stand. */
export interface FoundKeys {
  readonly keys: readonly MasterKey[];
  readonly where: string;
  /** The file, if they stand in one. */
  readonly file?: string;
}

/** A key for a new store. */
export interface FirstKey {
  readonly key: MasterKey;
  readonly kind: KeyKind;
  /** The key file, if it was made. */
  readonly madeFile?: string;
}

/** Finds master keys as the options and the environment of a store say. */
export class KeySource {
  readonly #options: StoreOptions;
  readonly #env: Variables;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#env = options.env ?? process.env;
  }

  /** Returns the keys for stores that need no passphrase. Rejects with `NO_MASTER_KEY`. */
  async read(): Promise<FoundKeys> {
    const source = this.#source();
    if (source.kind === "text") return keysInText(source.text, source.where);
    const found = await readKeyFile(source.path);
    if (!found) {
      throw new SecretsError(
        "NO_MASTER_KEY",
        `there is no master key: neither \`ACTIONARY_MASTER_KEY\` nor the file \`${source.path}\` exists. Without the key that the ` +
          "store was made with its secrets cannot be read.",
      );
    }
    const keys = await Promise.all(found.map(masterKeyOf));
    return { keys, where: `the file \`${source.path}\``, file: source.path };
  }

  /** Returns the key for a store that needs a passphrase. Rejects with `NO_MASTER_KEY` if there is none. */
  async derive(derivation: Derivation): Promise<MasterKey> {
    return keyOfPassphrase(await this.#passphrase(), derivation);
  }

  /** Returns the key for a new store; makes a key file where nothing else is given. */
  async first(): Promise<FirstKey> {
    if (this.#prefersPassphrase()) {
      const kind = newDerivation();
      return { key: await keyOfPassphrase(checkedPassphrase(await this.#passphrase()), kind), kind };
    }
    const source = this.#source();
    const isMade = source.kind === "file" && (await readKeyFile(source.path)) === undefined;
    if (isMade) await makeKeyFile(source.path, newKeyText());
    const key = (await this.read()).keys.at(-1) as MasterKey;
    return { key, kind: { kind: "key" }, ...(isMade && { madeFile: source.path }) };
  }

  #prefersPassphrase(): boolean {
    const { masterKey, keyFile, passphrase } = this.#options;
    if (passphrase !== undefined) return true;
    if (masterKey !== undefined || keyFile !== undefined) return false;
    const { ACTIONARY_MASTER_KEY: key, ACTIONARY_MASTER_KEY_FILE: file, ACTIONARY_PASSPHRASE: text } = this.#env;
    return Boolean(text) && !key && !file;
  }

  #source(): Source {
    const { masterKey, keyFile } = this.#options;
    if (masterKey !== undefined) return { kind: "text", text: masterKey, where: "`masterKey`" };
    if (keyFile !== undefined) return { kind: "file", path: resolve(keyFile) };
    const { ACTIONARY_MASTER_KEY: text, ACTIONARY_MASTER_KEY_FILE: file } = this.#env;
    if (text) return { kind: "text", text, where: "`ACTIONARY_MASTER_KEY`" };
    return { kind: "file", path: file ? resolve(file) : defaultKeyFile(this.#env) };
  }

  async #passphrase(): Promise<string> {
    const { passphrase = this.#env.ACTIONARY_PASSPHRASE } = this.#options;
    const text: unknown = typeof passphrase === "function" ? await passphrase() : passphrase;
    if (typeof text === "string" && text !== "") return text;
    throw new SecretsError(
      "NO_MASTER_KEY",
      "the store of secrets was made with a passphrase, and none is given: set `ACTIONARY_PASSPHRASE`, or the option `passphrase`.",
    );
  }
}

/** Returns the keys in a text, with spaces or commas between them. */
export async function keysInText(text: string, where: string): Promise<FoundKeys> {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const found = words.map(bytesOfKey);
  if (words.length === 0 || found.includes(undefined)) {
    throw new SecretsError(
      "NO_MASTER_KEY",
      `${where} is not 32 bytes in base64, which are 44 characters. \`openssl rand -base64 32\` makes a key.`,
    );
  }
  return { keys: await Promise.all((found as Uint8Array[]).map(masterKeyOf)), where };
}

/** Returns a passphrase that is long enough for a store. */
export function checkedPassphrase(text: string): string {
  if (text.length >= minPassphraseChars) return text;
  throw new SecretsError(
    "NO_MASTER_KEY",
    `a passphrase needs at least ${minPassphraseChars} characters: a shorter one is guessed.`,
  );
}
