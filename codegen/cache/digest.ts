import { createHash } from "node:crypto";

/** The sha256 of a text, in base64url: short, and fit for a key of the cache. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
