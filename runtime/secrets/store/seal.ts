// By their own paths, which load half as much as the package as a whole.
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { compactDecrypt } from "jose/jwe/compact/decrypt";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import type { MasterKey } from "./master-key.js";

/** Place of a value: whatever else it is put to does not open it. */
export interface Place {
  /** The id of the store. */
  readonly store: string;
  readonly name: string;
  readonly connection: string;
  readonly key: string;
}

const form = { alg: "dir", enc: "A256GCM" } as const;

/** Encrypts a value as a JWE whose header, which is authenticated, names its place and its master key. */
export function seal(value: string, place: Place, { id, crypto }: MasterKey): Promise<string> {
  const header = {
    ...form,
    kid: id,
    store: place.store,
    name: place.name,
    connection: place.connection,
    key: place.key,
  };
  return new CompactEncrypt(new TextEncoder().encode(value)).setProtectedHeader(header).encrypt(crypto);
}

/** Returns the id of the master key of a JWE; undefined if it is none. */
export function keyIdOf(jwe: string): string | undefined {
  try {
    return decodeProtectedHeader(jwe).kid;
  } catch {
    return undefined;
  }
}

/** Decrypts the value of a place; undefined if it was changed, or sealed for another place. */
export async function unseal(jwe: string, place: Place, { crypto }: MasterKey): Promise<string | undefined> {
  try {
    const { plaintext, protectedHeader: header } = await compactDecrypt(jwe, crypto, {
      keyManagementAlgorithms: [form.alg],
      contentEncryptionAlgorithms: [form.enc],
    });
    const names = ["store", "name", "connection", "key"] as const;
    return names.every((name) => header[name] === place[name]) ? new TextDecoder().decode(plaintext) : undefined;
  } catch {
    return undefined;
  }
}
