import { SecretsError } from "../secrets-error.js";
import type { FoundKeys, KeyKind, KeySource } from "./key-source.js";
import type { MasterKey } from "./master-key.js";

/** The master keys that a store has seen, by their ids; reads them again when an unknown one is needed. */
export class KeyRing {
  readonly #keys = new Map<string, MasterKey>();
  readonly #source: KeySource;
  readonly #file: string;

  constructor(file: string, source: KeySource) {
    this.#file = file;
    this.#source = source;
  }

  add(key: MasterKey): void {
    this.#keys.set(key.id, key);
  }

  /** Returns the key of an id. Rejects with `WRONG_MASTER_KEY` if what is given is another one. */
  async find(id: string, kind: KeyKind): Promise<MasterKey> {
    const known = this.#keys.get(id);
    if (known) return known;
    if (kind.kind === "scrypt") {
      const key = await this.#source.derive(kind);
      if (key.id !== id) throw this.#wrong("the passphrase is not the one that it was made with");
      this.add(key);
      return key;
    }
    const found = await this.#source.read();
    for (const key of found.keys) this.add(key);
    return this.#keys.get(id) ?? this.#refuse(id, found);
  }

  #refuse(id: string, { keys, where }: FoundKeys): never {
    const ids = keys.map((key) => key.id).join(", ");
    throw this.#wrong(`it needs the master key with the id ${id}, and ${where} has ${ids}`);
  }

  #wrong(reason: string): SecretsError {
    return new SecretsError(
      "WRONG_MASTER_KEY",
      `the store of secrets \`${this.#file}\` cannot be decrypted: ${reason}. Nothing was changed. Give the key that it was made ` +
        "with, or that the latest `secrets rotate-key` made.",
    );
  }
}
