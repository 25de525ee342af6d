import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../codegen/project.js";
import { inputsOf } from "./inputs.js";

/** Every input of a project with its size and times; two that are equal were taken of the same files. */
export type Snapshot = ReadonlyMap<string, string>;

/** Looks at the disk, not at what was reported of it. */
export function takeSnapshot(project: Project): Snapshot {
  const inputs = inputsOf(project);
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of entriesOf(join(project.root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (inputs.isFile(path)) files.set(path, stampOf(join(project.root, path)));
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
