import { createHash, hash } from "node:crypto";
import type { Artifact } from "./artifacts.js";
import { shortHashLength } from "./limits.js";
import type { SourceText } from "./source-text.js";

/** Returns the sha256 of a text or bytes, in hex. */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** Returns the part of a hash that goes into the names of generated files. */
export function shortHash(hash: string): string {
  return hash.slice(0, shortHashLength);
}

/** Returns the sha256 of texts one after another, in base64url: short, and fit for a key of the cache. */
export function digest(...texts: readonly string[]): string {
  const [first = ""] = texts;
  if (texts.length < 2) return hash("sha256", first, "base64url");
  const made = createHash("sha256");
  for (const text of texts) made.update(text);
  return made.digest("base64url");
}

/** Returns the sha256 of a list of texts; each is hashed with its length, so that no other list has the same. */
export function sha256OfTexts(texts: readonly string[], encoding: "hex" | "base64url"): string {
  const made = createHash("sha256");
  for (const text of texts) made.update(`${text.length}\n`).update(text);
  return made.digest(encoding);
}

const digests = new WeakMap<SourceText, string>();

/** Returns the digest of a file's text; computes it once. */
export function digestOfSource(source: SourceText): string {
  const known = digests.get(source) ?? digest(source.text);
  digests.set(source, known);
  return known;
}

const hashes = new WeakMap<Artifact, string>();

/** Returns the sha256 of a generated file, in hex; computes it once. */
export function sha256OfArtifact(artifact: Artifact): string {
  const known = artifact.sha256 ?? hashes.get(artifact) ?? sha256(artifact.content);
  hashes.set(artifact, known);
  return known;
}
