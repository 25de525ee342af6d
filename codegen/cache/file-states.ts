import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { sha256 } from "../model/hash.js";
import { coarseFileClockStepMs, fileClockStepMs } from "../model/limits.js";

/** State of a file, or of the names in a folder, when something was made from it. */
export interface FileState {
  /** Changes with every write: kind, size, times and inode. */
  readonly signature: string;
  /** The sha256 of its bytes, or of the names in it, in hex. */
  readonly hash: string;
}

/** Compares files with their earlier states. Looks at each file once, and then repeats its answers. */
export interface FileStates {
  /** True when a file has the same bytes, a folder the same names; `since` is a time before `state` was taken, in ms since 1970. */
  readonly isSame: (path: string, state: FileState, since: number) => boolean;
  /** True when a file last changed so long before `since` that a later change would show in its times. */
  readonly isSettled: (path: string, since: number) => boolean;
  readonly signatureOf: (path: string) => FileSignature | undefined;
  /** State of a file or folder; undefined when it cannot be read, or changes while it is read. */
  readonly stateOf: (path: string) => FileState | undefined;
  readonly exists: (path: string) => boolean;
}

/** Creates file states that look at the disk. */
export function createFileStates(): FileStates {
  const signatures = new Map<string, FileSignature | undefined>();
  const hashes = new Map<string, string | undefined>();
  const present = new Map<string, boolean>();
  const signatureNow = remember(signatures, signatureOf);
  const hashOf = remember(hashes, readHash);
  const isSettled = (path: string, since: number): boolean => isSettledAt(signatureNow(path), since);
  return {
    isSame: (path, state, since) => {
      const now = signatureNow(path);
      if (now === undefined) return false;
      return (isSettled(path, since) && now.text === state.signature) || hashOf(path) === state.hash;
    },
    isSettled,
    signatureOf: signatureNow,
    stateOf: (path) => {
      const signature = signatureNow(path);
      const hash = hashOf(path);
      // A file that was written between the two looks has another hash than its signature says.
      if (signature === undefined || hash === undefined || signatureOf(path)?.text !== signature.text) return undefined;
      return { signature: signature.text, hash };
    },
    exists: remember(present, existsSync),
  };
}

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

function readHash(path: string): string | undefined {
  try {
    const isFolder = statSync(path).isDirectory();
    const content = isFolder ? JSON.stringify(readdirSync(path).sort()) : readFileSync(path);
    return sha256(content);
  } catch {
    return undefined;
  }
}

function remember<T>(known: Map<string, T>, read: (path: string) => T): (path: string) => T {
  return (path) => {
    const found = known.get(path);
    if (found !== undefined || known.has(path)) return found as T;
    const value = read(path);
    known.set(path, value);
    return value;
  };
}
