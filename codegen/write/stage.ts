import { posix } from "node:path";
import { sha256OfArtifact } from "../model/hash.js";
import { type Journal, stagedPath, writeJournal } from "./journal.js";
import { nextFolder } from "./layout.js";
import { locate, nearestFolder, type OutFolder, removeAll } from "./out-folder.js";
import { WriteError } from "./write-error.js";
import type { WritePlan } from "./write-plan.js";

/**
 * Writes every file of the plan below `build/next`, with the journal. When that fails, the out folder stays as it was.
 *
 * Only the journal and the last file, `build/current.json`, wait for the disk: an fsync of each of 3,000 files would take
 * seconds. Files that a power cut damages are found by their hashes: when the journal is finished, before the runtime
 * loads a module, and in the next run of codegen. Git has the committed files.
 */
export function stage(folder: OutFolder, plan: WritePlan): Journal {
  try {
    assertTargets(folder, plan);
    removeAll(folder, nextFolder);
    folder.fs.makeFolder(locate(folder, nextFolder));
    const renames = plan.writes.map((artifact, index) => {
      folder.fs.writeFile(locate(folder, stagedPath(index)), artifact.parts ?? artifact.content);
      return { path: artifact.path, sha256: sha256OfArtifact(artifact) };
    });
    if (renames.length > 0) folder.fs.sync(locate(folder, stagedPath(renames.length - 1)));
    const journal: Journal = { version: 1, renames, deletions: plan.deletions, folders: plan.folders };
    writeJournal(folder, journal);
    return journal;
  } catch (error) {
    discardAfterFailure(folder);
    throw error;
  }
}

/** Fails for a target folder that is not writable or outside of the out folder, before any file is in place. */
function assertTargets(folder: OutFolder, { writes, deletions }: WritePlan): void {
  const parents = new Set([...writes.map(({ path }) => path), ...deletions].map((path) => posix.dirname(path)));
  for (const parent of parents) folder.fs.assertWritable(nearestFolder(folder, parent));
}

function discardAfterFailure(folder: OutFolder): void {
  try {
    removeAll(folder, nextFolder);
  } catch (error) {
    // Without a journal the next run removes the folder; the first failure is the one to report.
    if (!(error instanceof WriteError)) throw error;
  }
}
