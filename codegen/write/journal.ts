import { posix } from "node:path";
import { isPlainPath, isReservedPath, journalFile, nextFolder } from "./layout.js";
import { locate, type OutFolder } from "./out-folder.js";

/**
 * What a run has resolved to do, written before the first of it is done. Everything in it can be done twice, so that
 * whoever finds it after a crash does the whole of it again.
 */
export interface Journal {
  readonly version: 1;
  /** In their order; the n-th file is staged as `build/next/n`. */
  readonly renames: readonly { readonly path: string; readonly sha256: string }[];
  readonly deletions: readonly string[];
  /** Folders to remove where they are empty, deepest first. */
  readonly folders: readonly string[];
}

/** Where the n-th file of a journal waits. */
export function stagedPath(index: number): string {
  return `${nextFolder}/${index}`;
}

/** Writes the journal in one step: from the moment that it is there, the generation comes to stand. */
export function writeJournal(folder: OutFolder, journal: Journal): void {
  const draft = locate(folder, posix.join(nextFolder, "journal.draft"));
  folder.fs.writeFile(draft, `${JSON.stringify(journal)}\n`);
  folder.fs.sync(draft);
  folder.fs.rename(draft, locate(folder, journalFile));
}

/** The journal in `content`; undefined when it is broken, or names a path that is not below the out folder. */
export function parseJournal(content: Uint8Array): Journal | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(content).toString());
    return isJournal(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isJournal(json: unknown): json is Journal {
  if (!isRecord(json) || json.version !== 1) return false;
  const { renames, deletions, folders } = json;
  if (!Array.isArray(renames) || !Array.isArray(deletions) || !Array.isArray(folders)) return false;
  return (
    renames.every((entry) => isRecord(entry) && isTarget(entry.path) && typeof entry.sha256 === "string") &&
    [...deletions, ...folders].every(isTarget)
  );
}

function isTarget(path: unknown): boolean {
  return typeof path === "string" && isPlainPath(path) && !isReservedPath(path);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
