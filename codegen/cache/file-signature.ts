import { statSync } from "node:fs";
import { coarseFileClockStepMs, fileClockStepMs } from "../model/limits.js";

/** Signature of a file or folder, which changes with every write. */
export interface FileSignature {
  readonly text: string;
  readonly changedAt: number;
}

/** Returns the signature of a file or folder as it is now; undefined when there is neither. */
export function signatureOf(path: string): FileSignature | undefined {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status?.isFile() && !status?.isDirectory()) return undefined;
    const { size, mtimeMs, ctimeMs, ino } = status;
    const kind = status.isFile() ? "file" : "folder";
    return { text: `${kind} ${size} ${mtimeMs} ${ctimeMs} ${ino}`, changedAt: Math.max(mtimeMs, ctimeMs) };
  } catch {
    return undefined;
  }
}

/** Tells whether a file last changed so long before `since` that a later change would show in its signature. */
export function isSettledAt(signature: FileSignature | undefined, since: number): boolean {
  if (signature === undefined) return false;
  const { changedAt } = signature;
  return changedAt < since - (changedAt % 1000 === 0 ? coarseFileClockStepMs : fileClockStepMs);
}
