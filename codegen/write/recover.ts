import { posix } from "node:path";
import { sha256 } from "../model/hash.js";
import { type Journal, parseJournal, stagedPath } from "./journal.js";
import { journalFile, nextFolder } from "./layout.js";
import { locate, nearestFolder, type OutFolder, readIfThere, statusIfThere } from "./out-folder.js";
import { discardNext, rollForward } from "./roll-forward.js";
import { WriteError } from "./write-error.js";

/** Result of recovering from an earlier run. */
export type Recovery =
  | { readonly kind: "none" }
  /** A run was interrupted after its journal was complete: its generation is in place now. */
  | { readonly kind: "finished" }
  /** A run was interrupted before that, or its files are damaged: they are removed, and codegen makes them again. */
  | { readonly kind: "discarded"; readonly reason: string };

/** Tells whether an earlier run was interrupted, or another is running: the lock tells which. */
export function isInterrupted(folder: OutFolder): boolean {
  return statusIfThere(folder, nextFolder) !== undefined;
}

/** Finishes an interrupted run, or removes its files. The caller holds the lock. */
export function recover(folder: OutFolder): Recovery {
  const next = statusIfThere(folder, nextFolder);
  if (next === undefined) return { kind: "none" };
  const content = next.kind === "folder" ? readIfThere(folder, journalFile) : undefined;
  if (content === undefined) return discard(folder, "an earlier run stopped before its files were complete");
  const journal = parseJournal(content);
  if (journal === undefined) return discard(folder, "the journal of an earlier run is damaged");
  if (leadsOutside(folder, journal)) return discard(folder, "the journal of an earlier run leads out of the folder");
  const placed = findPlaced(folder, journal);
  if (placed === undefined) return discard(folder, "a staged file of an earlier run is damaged");
  rollForward(folder, journal, (index) => placed.has(index));
  return { kind: "finished" };
}

function discard(folder: OutFolder, reason: string): Recovery {
  discardNext(folder);
  return { kind: "discarded", reason };
}

function leadsOutside(folder: OutFolder, { renames, deletions, folders }: Journal): boolean {
  const paths = [...renames.map(({ path }) => path), ...deletions, ...folders];
  try {
    for (const parent of new Set(paths.map((path) => posix.dirname(path)))) nearestFolder(folder, parent);
    return false;
  } catch (error) {
    if (error instanceof WriteError && error.code === "OUTSIDE") return true;
    throw error;
  }
}

/** Returns the files that are in place already; undefined when one is damaged or missing, staged or in place. */
function findPlaced(folder: OutFolder, { renames }: Journal): ReadonlySet<number> | undefined {
  const placed = new Set<number>();
  for (const [index, { path, sha256 }] of renames.entries()) {
    const isStaged = statusIfThere(folder, stagedPath(index)) !== undefined;
    if (!holds(folder, isStaged ? stagedPath(index) : path, sha256)) return undefined;
    if (!isStaged) placed.add(index);
  }
  return placed;
}

function holds(folder: OutFolder, path: string, hash: string): boolean {
  if (statusIfThere(folder, path)?.kind !== "file") return false;
  return sha256(folder.fs.readFile(locate(folder, path))) === hash;
}
