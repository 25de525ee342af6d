import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileTimeLagMs } from "./limits.js";
import type { WatchedInputs } from "./watched-inputs.js";

/** Every input of a project with its size and time. Two snapshots of the same files are equal. */
export type Snapshot = ReadonlyMap<string, string>;

/** Takes a snapshot of the files on the disk. */
export function takeSnapshot(root: string, inputs: WatchedInputs): Snapshot {
  const files = new Map(inputs.elsewhere.map((path) => [path, stampOf(join(root, path))]));
  const visit = (folder: string): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (inputs.isFile(path)) files.set(path, stampOf(join(root, path)));
      // Links may lead in a circle; the file watcher follows them.
      else if (entry.isDirectory() && inputs.isFolder(path)) visit(path);
    }
  };
  visit("");
  return files;
}

/** Returns the paths at which two snapshots differ. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/** Tells whether a file was written or moved there after a time, in ms since 1970, or just before. */
export function hasChangedSince(file: string, at: number): boolean {
  const status = statSync(file, { throwIfNoEntry: false });
  return status !== undefined && status.ctimeMs > at - fileTimeLagMs;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It was removed a moment ago, with its files.
    return [];
  }
}

function stampOf(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false });
  return status === undefined ? "" : `${status.ino} ${status.size} ${status.mtimeMs}`;
}
