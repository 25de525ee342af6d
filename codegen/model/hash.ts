import { createHash } from "node:crypto";
import type { Artifact } from "./artifacts.js";
import { shortHashLength } from "./limits.js";
import type { SourceText } from "./source-text.js";

/** Returns the sha256 of a text or bytes, in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Returns the part of a hash that goes into the names of generated files. */
export function shortHash(hash: string): string {
  return hash.slice(0, shortHashLength);
}

/** Returns the sha256 of texts one after another, in base64url: short, and fit for a key of the cache. */
export function digest(...texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest("base64url");
}

/** Returns the sha256 of a list of texts; each is hashed with its length, so that no other list has the same. */
export function sha256OfTexts(texts: readonly string[], encoding: "hex" | "base64url"): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length}\n`).update(text);
  return hash.digest(encoding);
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
