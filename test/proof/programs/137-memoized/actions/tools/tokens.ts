import { secret } from "actionary";
import { once } from "../_shared/once.js";

export const tokens = secret({ name: "tokens", keys: ["TOKENS_READ", "TOKENS_WRITE"] });

const reading = once(() => tokens.get("TOKENS_READ"));

/**
 * Tell how long the key for reading is.
 */
export function readingLength(): number {
  return reading().length;
}

/**
 * Tell how long the key for writing is.
 */
export function writingLength(): number {
  const writing = once(() => tokens.get("TOKENS_WRITE"));
  return writing().length + writing().length;
}
