/**
 * Greetings that use a secret without telling it.
 *
 * @packageDocumentation
 * @platform Greetings
 * @icon greetings
 */
import { secret } from "actionary";

/** What two people have agreed upon, so that one of them knows a farewell for the other's. */
export const greetings = secret({
  name: "greetings",
  keys: ["GREETINGS_PASSPHRASE"],
  optionalKeys: ["GREETINGS_SIGNATURE"],
  title: "Greetings",
  fields: { GREETINGS_PASSPHRASE: { title: "Passphrase" }, GREETINGS_SIGNATURE: { title: "Signature" } },
});

/** A farewell and its seal. */
export interface Farewell {
  /** The farewell itself. */
  message: string;
  /** HMAC-SHA-256 of the message and the signature under the passphrase, in hexadecimal. */
  seal: string;
  /** Whether a signature went into the seal. */
  isSigned: boolean;
}

/**
 * Say goodbye, sealed so that whoever shares the passphrase can tell from whom it comes.
 *
 * @title Say goodbye secretly
 * @param name - Who is leaving.
 * @returns The farewell and its seal; neither the passphrase nor the signature.
 * @readonly
 * @example {"name": "Ada"}
 */
export async function sayGoodbyeSecretly(name: string): Promise<Farewell> {
  const passphrase = greetings.get("GREETINGS_PASSPHRASE");
  const signature = greetings.get("GREETINGS_SIGNATURE");
  const message = `Goodbye, ${name}.`;
  const seal = await sealOf(`${message}\n${signature ?? ""}`, passphrase);
  return { message, seal, isSigned: signature !== undefined };
}

async function sealOf(text: string, passphrase: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(passphrase), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign(algorithm, key, encoder.encode(text)));
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
