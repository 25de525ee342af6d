import type { Generation, WrittenFile } from "../model/artifacts.js";
import { sha256OfArtifact } from "../model/hash.js";
import type { FileSystem } from "./file-system.js";
import { hasLock, withLock } from "./lock.js";
import { openOutFolder } from "./out-folder.js";
import { isInterrupted, type Recovery, recover } from "./recover.js";
import { rollForward } from "./roll-forward.js";
import { stage } from "./stage.js";
import { isDone, isOutdated, type KnownFiles, planGeneration } from "./write-plan.js";

/** Replacements for tests, and facts that save work. */
export interface WriteOptions {
  readonly fs?: FileSystem;
  /** Longest wait for another run, in ms; 30 s by default. */
  readonly patienceMs?: number;
  /** Facts of the files in the out folder; without them, the files are read. */
  readonly known?: KnownFiles | undefined;
}

/**
 * Makes the out folder hold exactly `generation`, all of it or nothing, and returns the status of every file. Files that
 * are up to date are not touched. When it rejects before the journal is complete, the out folder is as before; after
 * that, the next command finishes the write.
 *
 * @throws WriteError when the file system fails, or another run does not end.
 */
export async function writeGeneration(
  out: string,
  generation: Generation,
  options: WriteOptions = {},
): Promise<readonly WrittenFile[]> {
  const folder = openOutFolder(out, options.fs);
  const { known } = options;
  // First without a lock: a folder that is up to date may be read-only, and the times of its folders stay.
  if (!isOutdated(generation, known)) {
    const plan = planGeneration(folder, generation, known);
    if (isDone(plan) && !isInterrupted(folder) && !hasLock(folder)) return plan.files;
  }
  const write = () => {
    recover(folder);
    const plan = planGeneration(folder, generation, known);
    if (!isDone(plan)) rollForward(folder, stage(folder, plan));
    for (const artifact of plan.writes) known?.wrote(artifact.path, sha256OfArtifact(artifact));
    return plan.files;
  };
  return withLock(folder, write, options.patienceMs);
}

/** Finishes an interrupted run, or removes its files. Every command begins with it. */
export async function finishJournal(out: string, options: WriteOptions = {}): Promise<Recovery> {
  const folder = openOutFolder(out, options.fs);
  return isInterrupted(folder) ? withLock(folder, () => recover(folder), options.patienceMs) : { kind: "none" };
}
