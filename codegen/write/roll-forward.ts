import { posix } from "node:path";
import { type Journal, stagedPath } from "./journal.js";
import { journalFile, nextFolder } from "./layout.js";
import { locate, nearestFolder, type OutFolder, removeAll, removeFileIfThere } from "./out-folder.js";
import { unless, WriteError } from "./write-error.js";

/**
 * Does the steps of the journal: renames with `build/current.json` last, then the deletions, because until then the old
 * `current.json` names those files. `isPlaced` tells which files an interrupted run has put in place already. When a step
 * fails, the journal stays, and the next command continues.
 */
export function rollForward(
  folder: OutFolder,
  journal: Journal,
  isPlaced: (index: number) => boolean = () => false,
): void {
  const parents = new Set(journal.renames.map(({ path }) => posix.dirname(path)));
  for (const parent of parents) {
    folder.fs.makeFolder(locate(folder, parent));
    nearestFolder(folder, parent); // A link may have been put there since the journal was written.
  }
  for (const [index, { path }] of journal.renames.entries()) {
    if (!isPlaced(index)) putInPlace(folder, stagedPath(index), path);
  }
  for (const path of journal.deletions) removeFileIfThere(folder, path);
  for (const path of journal.folders) {
    unless(["ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR"], () => folder.fs.removeFolder(locate(folder, path)));
  }
  discardNext(folder);
}

/** Removes the staged files, the journal first: files without a journal are known to be useless. */
export function discardNext(folder: OutFolder): void {
  removeFileIfThere(folder, journalFile);
  removeAll(folder, nextFolder);
}

function putInPlace(folder: OutFolder, staged: string, path: string): void {
  const from = locate(folder, staged);
  const to = locate(folder, path);
  try {
    folder.fs.rename(from, to);
  } catch (error) {
    if (!(error instanceof WriteError) || error.code !== "EXDEV") throw error;
    // build/ is a mount of its own, such as a container's cache: only a copy on the same file system can be renamed.
    const copy = `${to}.next`;
    removeFileIfThere(folder, `${path}.next`); // A link there would lead the copy elsewhere.
    folder.fs.writeFile(copy, folder.fs.readFile(from));
    folder.fs.rename(copy, to);
    folder.fs.removeFile(from);
  }
}
