import { lstatSync } from "node:fs";
import { dirname, sep } from "node:path";
import type { ListedSources } from "../model/listed-sources.js";
import { isSettledAt } from "./file-signature.js";
import { createFileStates, noSeenFiles, type SeenFiles } from "./file-states.js";

/** State of a project as the runs of this process have seen it. */
export interface ProjectMemory {
  /** Files that were looked at, and for those that a later run takes as they were a time before that, in ms since 1970. */
  seen: SeenFiles;
  readonly seenAt: Map<string, number>;
  /** Time at which the last run began, in ms since 1970. */
  ranAt: number;
  /** Sources as they were listed without a problem; undefined when they have to be listed again. */
  listed: ListedSources | undefined;
  /** Paths of all generated files, below the out folder; undefined when they have to be looked for. */
  outputs: ReadonlySet<string> | undefined;
}

/** Creates the memory of a project that no run has seen. */
export function projectMemory(): ProjectMemory {
  return {
    seen: noSeenFiles(),
    seenAt: new Map(),
    ranAt: 0,
    listed: undefined,
    outputs: undefined,
  };
}

/** Forgets a project's state, so that the next run looks at everything. */
export function forgetProject(memory: ProjectMemory): void {
  memory.seen = noSeenFiles();
  memory.seenAt.clear();
  memory.listed = undefined;
  memory.outputs = undefined;
}

/**
 * Keeps of a project's state what holds when only `changes`, absolute paths, have changed: the files below `folder` that changed so long
 * before they were looked at that a later change would show.
 */
export function keepUnchanged(memory: ProjectMemory, folder: string, changes: ReadonlySet<string>): void {
  const changed = new Set([...changes, ...[...changes].map((path) => dirname(path))]);
  const { signatures, hashes } = memory.seen;
  const { seenAt, ranAt } = memory;
  const below = folder + sep;
  for (const [path, signature] of signatures) {
    const known = seenAt.get(path);
    const at = known ?? ranAt;
    if (path.startsWith(below) && !changed.has(path) && isSettledAt(signature, at)) {
      if (known === undefined) seenAt.set(path, at);
    } else {
      signatures.delete(path);
      hashes.delete(path);
      seenAt.delete(path);
    }
  }
  const listed = new Set(memory.listed?.paths.map((path) => `${folder}/${path}`));
  if (memory.listed?.hasLinks || ![...changes].every((path) => listed.has(path) && isPlainFile(path)))
    memory.listed = undefined;
}

function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Returns the files that the last run took as they were, and that are not. */
export function changedUnseen({ seen, seenAt }: ProjectMemory): readonly string[] {
  const now = createFileStates();
  const isSame = (path: string): boolean => now.signatureOf(path)?.text === seen.signatures.get(path)?.text;
  return [...seenAt.keys()].filter((path) => !isSame(path));
}
