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

/** Hashes of the last files without one, by path: most are the same after an edit. Their paths do not change. */
const lastHashes = new Map<string, { readonly content: Artifact["content"]; readonly hash: string }>();
/** Hashes of files in parts, whose emitters return the same object as long as nothing in it has changed. */
const hashesOfParts = new WeakMap<readonly Uint8Array[], string>();

/** Returns the sha256 of a generated file, in hex; computes it once. */
export function sha256OfArtifact(artifact: Artifact): string {
  if (artifact.sha256 !== undefined) return artifact.sha256;
  if (artifact.parts !== undefined) return sha256OfParts(artifact.parts);
  const { path, content } = artifact;
  const last = lastHashes.get(path);
  if (last?.content === content) return last.hash;
  const made = sha256(content);
  lastHashes.set(path, { content, hash: made });
  return made;
}

function sha256OfParts(parts: readonly Uint8Array[]): string {
  const known = hashesOfParts.get(parts);
  if (known !== undefined) return known;
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  const hash = made.digest("hex");
  hashesOfParts.set(parts, hash);
  return hash;
}
