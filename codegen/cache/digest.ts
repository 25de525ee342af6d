import { createHash } from "node:crypto";
import type { SourceText } from "../model/source-text.js";

/** The sha256 of a text, in base64url: short, and fit for a key of the cache. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

const ofTexts = new WeakMap<SourceText, string>();

/** The digest of a file's text, made once. */
export function digestOfText(source: SourceText): string {
  const known = ofTexts.get(source) ?? digest(source.text);
  ofTexts.set(source, known);
  return known;
}
