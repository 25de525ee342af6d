import { existsSync } from "node:fs";
import { resolve as resolvePath } from "node:path";
import { didYouMean } from "../../contract/suggest.js";
import { storeFileOf } from "../../paths/secret-files.js";
import { SecretsError } from "../secrets-error.js";
import type { OpenStore } from "./open-store.js";
import type { SecretStore, StoreOptions } from "./store-types.js";

/**
 * Returns the embedded store of secrets, as a provider and for those who fill it. Its parts (a database and cryptography) are loaded
 * when it is first used; reading a store that does not exist loads nothing.
 */
export function storeSecrets(options: StoreOptions = {}): SecretStore {
  checkOptions(options);
  const { env = process.env, cache } = options;
  const file = options.file === undefined ? storeFileOf(env) : resolvePath(options.file);
  let opening: Promise<OpenStore> | undefined;
  let isClosed = false;
  const store = async (): Promise<OpenStore> => {
    if (isClosed) throw new SecretsError("STORE_CLOSED", `the store of secrets \`${file}\` was closed.`);
    opening ??= openStore(file, options);
    return opening;
  };
  const isNowhere = (): boolean => opening === undefined && !isClosed && !existsSync(file);
  return {
    name: "store",
    file,
    ...(cache && { cache }),
    resolve: async (requests, context) => (isNowhere() ? {} : (await store()).resolve(requests, context)),
    set: async (name, values, { connection, replace = false } = {}) =>
      (await store()).set([{ name, values, ...(connection !== undefined && { connection }) }], replace),
    setAll: async (secrets) => (await store()).set(secrets, false),
    get: async (name, get) => (isNowhere() ? undefined : (await store()).get(name, get)),
    remove: async (name, remove) => (isNowhere() ? 0 : (await store()).remove(name, remove)),
    list: async () => (isNowhere() ? [] : (await store()).list()),
    rotateKey: async (next = {}) => (await store()).rotateKey(next),
    audit: async (audit) => (isNowhere() ? [] : (await store()).audit(audit)),
    close: async () => {
      isClosed = true;
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

async function openStore(file: string, options: StoreOptions): Promise<OpenStore> {
  try {
    const { OpenStore } = await import("./open-store.js");
    return new OpenStore(file, options);
  } catch (error) {
    if (!/libsql|jose/.test(String(error))) throw error;
    const machine = `${process.platform} on ${process.arch}`;
    throw new SecretsError(
      "STORE_REFUSED",
      `the store of secrets needs the packages \`libsql\` and \`jose\`, which cannot be loaded here (${machine}). Install them with ` +
        "their optional dependencies; where `libsql` has no build, use another provider, such as `fileSecrets`.",
    );
  }
}

const optionNames: readonly (keyof StoreOptions)[] = [
  ...(["file", "masterKey", "keyFile", "passphrase", "env", "actor", "auditRows", "cache"] as const),
];

function checkOptions(options: StoreOptions): void {
  const unknown = Object.keys(options).find((name) => !optionNames.some((each) => each === name));
  if (unknown !== undefined) {
    const list = `There are ${optionNames.join(", ")}.`;
    throw new Error(`storeSecrets: there is no option \`${unknown}\`.${didYouMean(unknown, optionNames)} ${list}`);
  }
  const { auditRows, masterKey, keyFile, passphrase } = options;
  if (auditRows !== undefined && !(Number.isInteger(auditRows) && auditRows >= 1)) {
    throw new Error("storeSecrets: `auditRows` must be a whole number from 1.");
  }
  if ([masterKey, keyFile, passphrase].filter((each) => each !== undefined).length > 1) {
    throw new Error("storeSecrets: give one of `masterKey`, `keyFile` and `passphrase`.");
  }
}
