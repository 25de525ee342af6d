import { createHmac, randomBytes, webcrypto } from "node:crypto";
import { masterKeyBytes } from "../../contract/limits.js";

/** A key that encrypts values, and its name. */
export interface MasterKey {
  /** Tells keys apart, and nothing of the key itself. */
  readonly id: string;
  readonly crypto: webcrypto.CryptoKey;
}

/** Returns a key from its bytes, which are overwritten. */
export async function masterKeyOf(bytes: Uint8Array): Promise<MasterKey> {
  const id = createHmac("sha256", bytes).update("actionary master key").digest("hex").slice(0, 16);
  const crypto = await webcrypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  bytes.fill(0);
  return { id, crypto };
}

/** Returns a new key as text. */
export function newKeyText(): string {
  return randomBytes(masterKeyBytes).toString("base64");
}

/** Returns the bytes of a key that is written in base64 or base64url; undefined if the text is none. */
export function bytesOfKey(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.length === masterKeyBytes ? bytes : undefined;
}
