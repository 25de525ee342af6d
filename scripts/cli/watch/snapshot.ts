import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Inputs } from "./inputs.js";

/** Every input of a project with its size and times; two that are equal were taken of the same files. */
export type Snapshot = ReadonlyMap<string, string>;

/** Looks at the disk, not at what was reported of it. */
export function takeSnapshot(root: string, inputs: Inputs): Snapshot {
  const files = new Map(inputs.elsewhere.map((path) => [path, stampOf(join(root, path))]));
  const visit = (folder: string): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (inputs.isFile(path)) files.set(path, stampOf(join(root, path)));
      // Links may go in circles; what they lead to is followed by whoever watches.
      else if (entry.isDirectory() && inputs.isFolder(path)) visit(path);
    }
  };
  visit("");
  return files;
}

/** The paths at which two snapshots differ. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/** How far the time of a file may lag behind the clock, in milliseconds. */
const clockStepMs = 10;

/** Whether a file was written or put in its place after a time, in milliseconds since 1970, or just before. */
export function hasChangedSince(file: string, at: number): boolean {
  const status = statSync(file, { throwIfNoEntry: false });
  return status !== undefined && status.ctimeMs > at - clockStepMs;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It went a moment ago: its files are gone too.
    return [];
  }
}

function stampOf(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false });
  return status === undefined ? "" : `${status.ino} ${status.size} ${status.mtimeMs}`;
}
