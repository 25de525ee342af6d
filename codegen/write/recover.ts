import { posix } from "node:path";
import { type Journal, parseJournal, stagedPath } from "./journal.js";
import { journalFile, nextFolder } from "./layout.js";
import { digest, locate, type OutFolder, readIfThere, standingFolder, statusIfThere } from "./out-folder.js";
import { discardNext, rollForward } from "./roll-forward.js";
import { WriteError } from "./write-error.js";

/** What was found of an earlier run, and done about it. */
export type Recovery =
  | { readonly kind: "none" }
  /** A run was cut short after its journal was complete: its generation stands now. */
  | { readonly kind: "finished" }
  /** A run was cut short before, or what it left is damaged: what it staged is gone, and codegen makes it anew. */
  | { readonly kind: "discarded"; readonly reason: string };

/** Tells whether an earlier run was cut short; or another is at work, which the lock then tells. */
export function isCutShort(folder: OutFolder): boolean {
  return statusIfThere(folder, nextFolder) !== undefined;
}

/** Finishes or throws away what an earlier run left. The caller holds the lock. */
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
    for (const parent of new Set(paths.map((path) => posix.dirname(path)))) standingFolder(folder, parent);
    return false;
  } catch (error) {
    if (error instanceof WriteError && error.code === "OUTSIDE") return true;
    throw error;
  }
}

/** The files that stand in their place already; undefined when one is neither there nor whole in `build/next`. */
function findPlaced(folder: OutFolder, { renames }: Journal): ReadonlySet<number> | undefined {
  const placed = new Set<number>();
  for (const [index, { path, sha256 }] of renames.entries()) {
    const isStaged = statusIfThere(folder, stagedPath(index)) !== undefined;
    if (!holds(folder, isStaged ? stagedPath(index) : path, sha256)) return undefined;
    if (!isStaged) placed.add(index);
  }
  return placed;
}

function holds(folder: OutFolder, path: string, sha256: string): boolean {
  if (statusIfThere(folder, path)?.kind !== "file") return false;
  return digest(folder.fs.readFile(locate(folder, path))) === sha256;
}
