import { posix } from "node:path";
import { type Journal, stagedPath, writeJournal } from "./journal.js";
import { nextFolder } from "./layout.js";
import { locate, type OutFolder, removeAll, standingFolder } from "./out-folder.js";
import { type Plan, sha256Of } from "./plan.js";
import { WriteError } from "./write-error.js";

/**
 * Puts every file of the plan below `build/next`, and the journal beside them. When that fails, nothing is changed.
 *
 * Only the journal and the last file, `build/current.json`, wait for the disk: an fsync of each file would make a new
 * generation of 3,000 cost seconds. What a power cut takes from the others is found by its hash: by whoever finishes
 * the journal, by the runtime before it loads a module, by the next run of codegen (and git has the committed files).
 */
export function stage(folder: OutFolder, plan: Plan): Journal {
  try {
    assertPlaces(folder, plan);
    removeAll(folder, nextFolder);
    folder.fs.makeFolder(locate(folder, nextFolder));
    const renames = plan.writes.map((artifact, index) => {
      folder.fs.writeFile(locate(folder, stagedPath(index)), artifact.content);
      return { path: artifact.path, sha256: sha256Of(artifact) };
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

/** A folder that refuses, or leads out of the out folder, must be known before the first file is in its place. */
function assertPlaces(folder: OutFolder, { writes, deletions }: Plan): void {
  const parents = new Set([...writes.map(({ path }) => path), ...deletions].map((path) => posix.dirname(path)));
  for (const parent of parents) folder.fs.assertWritable(standingFolder(folder, parent));
}

function discardAfterFailure(folder: OutFolder): void {
  try {
    removeAll(folder, nextFolder);
  } catch (error) {
    // Without a journal the next run throws the folder away; the first failure is the one to report.
    if (!(error instanceof WriteError)) throw error;
  }
}
