import { posix } from "node:path";
import { isPlainPath, isReservedPath, journalFile, nextFolder } from "./layout.js";
import { locate, type OutFolder } from "./out-folder.js";

/**
 * Steps of a run, written before the first is done. Each can be repeated, so that after a crash the next run does all of
 * them again.
 */
export interface Journal {
  readonly version: 1;
  /** In order; the n-th file is staged as `build/next/n`. */
  readonly renames: readonly { readonly path: string; readonly sha256: string }[];
  readonly deletions: readonly string[];
  /** Folders to remove when they are empty, deepest first. */
  readonly folders: readonly string[];
}

/** Returns the path at which the n-th file of a journal is staged. */
export function stagedPath(index: number): string {
  return `${nextFolder}/${index}`;
}

/** Writes the journal in one step. Once it exists, the generation will be put in place, if not by this run then by the next. */
export function writeJournal(folder: OutFolder, journal: Journal): void {
  const draft = locate(folder, posix.join(nextFolder, "journal.draft"));
  folder.fs.writeFile(draft, `${JSON.stringify(journal)}\n`);
  folder.fs.sync(draft);
  folder.fs.rename(draft, locate(folder, journalFile));
}

/** Returns the journal in `content`; undefined when it is damaged, or names a path outside of the out folder. */
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
