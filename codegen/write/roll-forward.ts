import { posix } from "node:path";
import { type Journal, stagedPath } from "./journal.js";
import { journalFile, nextFolder } from "./layout.js";
import { locate, type OutFolder, removeAll, removeFileIfThere } from "./out-folder.js";
import { unless, WriteError } from "./write-error.js";

/**
 * Does what the journal says: renames with `build/current.json` last, then the deletions, because until then the old
 * `current.json` still names those files. `isPlaced` tells which files a run that was cut short has already put there.
 * When it fails the journal stays, and the next command goes on from there.
 */
export function rollForward(
  folder: OutFolder,
  journal: Journal,
  isPlaced: (index: number) => boolean = () => false,
): void {
  const parents = new Set(journal.renames.map(({ path }) => posix.dirname(path)));
  for (const parent of parents) folder.fs.makeFolder(locate(folder, parent));
  for (const [index, { path }] of journal.renames.entries()) {
    if (!isPlaced(index)) place(folder, stagedPath(index), path);
  }
  for (const path of journal.deletions) removeFileIfThere(folder, path);
  for (const path of journal.folders) {
    unless(["ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR"], () => folder.fs.removeFolder(locate(folder, path)));
  }
  discardNext(folder);
}

/** Throws away what is staged. The journal goes first: without it the rest is known to be litter. */
export function discardNext(folder: OutFolder): void {
  removeFileIfThere(folder, journalFile);
  removeAll(folder, nextFolder);
}

function place(folder: OutFolder, staged: string, path: string): void {
  const from = locate(folder, staged);
  const to = locate(folder, path);
  try {
    folder.fs.rename(from, to);
  } catch (error) {
    if (!(error instanceof WriteError) || error.code !== "EXDEV") throw error;
    // build/ is a mount of its own (a container's cache): only a copy beside the target can be renamed onto it.
    const copy = `${to}.next`;
    folder.fs.writeFile(copy, folder.fs.readFile(from));
    folder.fs.rename(copy, to);
    folder.fs.removeFile(from);
  }
}
