import type { Generation, WrittenFile } from "../model/artifacts.js";
import type { FileSystem } from "./file-system.js";
import { hasLock, withLock } from "./lock.js";
import { openOutFolder } from "./out-folder.js";
import { isDone, isOutdated, type KnownFiles, planGeneration, sha256Of } from "./plan.js";
import { isCutShort, type Recovery, recover } from "./recover.js";
import { rollForward } from "./roll-forward.js";
import { stage } from "./stage.js";

/** What a test replaces, and what makes it faster. */
export interface WriteOptions {
  readonly fs?: FileSystem;
  /** How long to wait for another run; 30 s when not given. */
  readonly patienceMs?: number;
  /** What is known of the files that stand; they are read where that is not given. */
  readonly known?: KnownFiles | undefined;
}

/**
 * Makes the out folder hold exactly `generation`, whole or not at all, and says what became of every file. Files that
 * are as they should be are not touched. When it rejects before the journal is complete, nothing is changed; after
 * that, the next command finishes it.
 *
 * @throws WriteError when the file system refuses, or another run does not end.
 */
export async function writeGeneration(
  out: string,
  generation: Generation,
  options: WriteOptions = {},
): Promise<readonly WrittenFile[]> {
  const folder = openOutFolder(out, options.fs);
  const { known } = options;
  // Without a lock first: a tree that is up to date may be read-only, and its folders keep their times.
  if (!isOutdated(generation, known)) {
    const glance = planGeneration(folder, generation, known);
    if (isDone(glance) && !isCutShort(folder) && !hasLock(folder)) return glance.files;
  }
  const write = () => {
    recover(folder);
    const plan = planGeneration(folder, generation, known);
    if (!isDone(plan)) rollForward(folder, stage(folder, plan));
    for (const artifact of plan.writes) known?.wrote(artifact.path, sha256Of(artifact));
    return plan.files;
  };
  return withLock(folder, write, options.patienceMs);
}

/** Finishes, or throws away, what a run that was cut short has left. Every command begins with it. */
export async function finishJournal(out: string, options: WriteOptions = {}): Promise<Recovery> {
  const folder = openOutFolder(out, options.fs);
  return isCutShort(folder) ? withLock(folder, () => recover(folder), options.patienceMs) : { kind: "none" };
}
