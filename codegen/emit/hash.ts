import { createHash } from "node:crypto";

/** sha256 of a text or bytes, in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The part of a hash that goes into file names: short, and long enough never to collide within one build. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
