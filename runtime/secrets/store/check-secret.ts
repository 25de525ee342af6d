import { maxConnectionChars, maxSecretChars, minRedactedChars } from "../../contract/limits.js";
import { defaultConnection } from "../requests.js";
import { SecretsError } from "../secrets-error.js";
import type { NewSecret } from "./store-types.js";

/** Returns the name of a connection, the default one if none is given. Throws `INVALID_SECRET`. */
export function connectionName(connection: unknown): string {
  if (connection === undefined) return defaultConnection;
  if (typeof connection === "string" && connection.length <= maxConnectionChars && /^[\w.-]+$/.test(connection))
    return connection;
  throw invalid(`a connection has a name of up to ${maxConnectionChars} letters, digits and \`._-\``);
}

/** Throws `INVALID_SECRET`, without the value, for what no action could read or no log could be kept free from. */
export function checkSecret({ name, connection, values }: NewSecret): void {
  if (typeof name !== "string" || !/^[a-z0-9_]{1,200}$/.test(name) || name === "__proto__") {
    throw invalid("a secret has a name of small letters, digits and `_`, as its declaration does");
  }
  connectionName(connection);
  const entries = Object.entries(values);
  if (entries.length === 0) throw invalid(`no value was given for \`${name}\``);
  for (const [key, value] of entries) {
    if (!/^[A-Za-z0-9_]{1,200}$/.test(key) || key === "__proto__")
      throw invalid(`a key of \`${name}\` has letters, digits and \`_\``);
    const fault = faultOf(value);
    if (fault !== undefined) throw invalid(`the value for ${key} of \`${name}\` ${fault}`);
  }
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be text";
  if (value.trim().length < minRedactedChars) {
    return `has less than ${minRedactedChars} characters (spaces at its ends do not count): it would not be replaced in logs`;
  }
  if (value.length > maxSecretChars) return `has more than ${maxSecretChars} characters`;
  return /\p{Surrogate}/u.test(value) ? "has half a character, which cannot be stored" : undefined;
}

function invalid(reason: string): SecretsError {
  return new SecretsError("INVALID_SECRET", `${reason}.`);
}
