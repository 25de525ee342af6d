import type { Artifact, CommittedFiles, Generation } from "../model/artifacts.js";
import { sha256, sha256OfArtifact } from "../model/hash.js";
import type { FileSystem } from "./file-system.js";
import { artifactsInOrder, isBuildPath } from "./layout.js";
import { findBuildOrphans, findCommittedOrphans } from "./orphans.js";
import { locate, type OutFolder, openOutFolder, statusIfThere } from "./out-folder.js";
import { unless } from "./write-error.js";

/** Difference between a file and the one that codegen would write. */
export type Staleness =
  | { readonly kind: "missing" }
  /** Codegen wrote it earlier and no longer generates it. */
  | { readonly kind: "orphan" }
  /** `line` is the first that differs, from 1; beyond the end of a file its text is undefined. */
  | {
      readonly kind: "different";
      readonly line: number;
      readonly expected: string | undefined;
      readonly actual: string | undefined;
    };

/** Result for one file. `path` is below the out folder, with `/`. */
export type CheckedFile =
  | { readonly path: string; readonly status: "unchanged" }
  | { readonly path: string; readonly status: "stale"; readonly staleness: Staleness };

/** Replacements for tests. */
export interface CheckOptions {
  readonly fs?: FileSystem;
}

/** Compares the committed files in the out folder with `committed`; writes nothing, not even a lock. */
export function checkCommitted(
  out: string,
  { committed }: CommittedFiles,
  { fs }: CheckOptions = {},
): readonly CheckedFile[] {
  const folder = openOutFolder(out, fs);
  const named = new Set(committed.map(({ path }) => path));
  return [
    ...committed.map((artifact) => checkArtifact(folder, artifact)),
    ...findCommittedOrphans(folder, named).files.map(orphan),
  ];
}

/** Compares the whole out folder with `generation`; writes nothing, not even a lock. */
export function checkGeneration(
  out: string,
  generation: Generation,
  options: CheckOptions = {},
): readonly CheckedFile[] {
  const folder = openOutFolder(out, options.fs);
  const artifacts = artifactsInOrder(generation);
  const build = artifacts.filter(({ path }) => isBuildPath(path));
  return [
    ...checkCommitted(out, generation, options),
    ...build.map((artifact) => checkArtifact(folder, artifact)),
    ...findBuildOrphans(folder, new Set(artifacts.map(({ path }) => path))).files.map(orphan),
  ];
}

function orphan(path: string): CheckedFile {
  return { path, status: "stale", staleness: { kind: "orphan" } };
}

function checkArtifact(folder: OutFolder, artifact: Artifact): CheckedFile {
  const { path } = artifact;
  const isFile = statusIfThere(folder, path)?.kind === "file";
  const actual = isFile ? unless(["ENOENT", "EISDIR"], () => folder.fs.readFile(locate(folder, path))) : undefined;
  if (actual === undefined) return { path, status: "stale", staleness: { kind: "missing" } };
  if (sha256(actual) === sha256OfArtifact(artifact)) return { path, status: "unchanged" };
  const { content, parts } = artifact;
  // Files that are printed in parts are texts, too; assets are bytes, of which two may decode to one text.
  const isText = typeof content === "string" || parts !== undefined;
  if (isText && textOf(actual) === String(content)) return { path, status: "unchanged" };
  return { path, status: "stale", staleness: compareLines(content, actual) };
}

/** Returns the text of a file; with `\n` where all its lines end in CRLF, as git checks them out on some machines. */
function textOf(content: Uint8Array): string {
  const text = Buffer.from(content).toString();
  return /(?<!\r)\n/.test(text) ? text : text.replaceAll("\r\n", "\n");
}

function compareLines(expected: string | Uint8Array, actual: Uint8Array): Staleness {
  const wanted = Buffer.from(expected).toString().split("\n");
  const standing = textOf(actual).split("\n");
  // Different bytes may decode to equal texts (broken UTF-8): then the last line is reported.
  const last = Math.max(wanted.length, standing.length) - 1;
  let line = 0;
  while (line < last && wanted[line] === standing[line]) line++;
  return { kind: "different", line: line + 1, expected: wanted[line], actual: standing[line] };
}
