import { randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { masterKeyBytes } from "../../contract/limits.js";
import { type MasterKey, masterKeyOf } from "./master-key.js";

/** How the master key of a store is made from a passphrase; stands in the store. */
export interface Derivation {
  readonly kind: "scrypt";
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** In base64. */
  readonly salt: string;
}

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** 64 MB and two rounds: as much work for each guess as OWASP asks for, in half the memory. */
const cost = { N: 2 ** 16, r: 8, p: 2 } as const;

/** Least and largest cost that a store may ask for: one that somebody wrote into it weakens nothing, and fills no memory. */
const [minN, maxN] = [2 ** 15, 2 ** 18];

/** Returns a derivation with a salt of its own. */
export function newDerivation(): Derivation {
  return { kind: "scrypt", ...cost, salt: randomBytes(16).toString("base64") };
}

/** Tells whether data is a derivation that may be run. */
export function isDerivation(value: unknown): value is Derivation {
  const { kind, N, r, p, salt } = value as Partial<Derivation>;
  return (
    kind === "scrypt" &&
    typeof N === "number" &&
    N >= minN &&
    N <= maxN &&
    Number.isInteger(Math.log2(N)) &&
    r === cost.r &&
    (p === 1 || p === 2) &&
    typeof salt === "string" &&
    Buffer.from(salt, "base64").length >= 16
  );
}

/** Derives the master key. Composed and decomposed letters are the same. */
export async function keyOfPassphrase(passphrase: string, { N, r, p, salt }: Derivation): Promise<MasterKey> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return masterKeyOf(await derive(passphrase.normalize("NFKC"), Buffer.from(salt, "base64"), masterKeyBytes, options));
}
