import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";

/** A file as it was when something was made from it; or a folder, of which the names count. */
export interface FileState {
  /** Changes with every write: kind, size, times and inode. */
  readonly signature: string;
  /** The sha256 of its bytes, or of the names in it, in hex. */
  readonly hash: string;
}

/** Whether files are as they were. Each is looked at once: what is asked again is answered as before. */
export interface FileStates {
  /** Whether a file has the bytes that it had, a folder the names; `since` is before `state` was taken, in ms since 1970. */
  readonly isSame: (path: string, state: FileState, since: number) => boolean;
  /** Whether a file was last changed long enough before `since` for its times to tell. */
  readonly isSettled: (path: string, since: number) => boolean;
  readonly signatureOf: (path: string) => Signature | undefined;
  /** The state of a file or folder; undefined where it cannot be read, or changes while it is. */
  readonly stateOf: (path: string) => FileState | undefined;
  readonly exists: (path: string) => boolean;
}

/** File systems count time in steps, so that a file may change twice within one of them, and its times once. */
const clockStepMs = 20;
/** The step of file systems that know no fractions of a second, or of two. */
const coarseStepMs = 2000;

/** Looks at the disk. */
export function createFileStates(): FileStates {
  const signatures = new Map<string, Signature | undefined>();
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
      // What was written in between has another hash than the bytes that were there at that time.
      if (signature === undefined || hash === undefined || signatureOf(path)?.text !== signature.text) return undefined;
      return { signature: signature.text, hash };
    },
    exists: remember(present, existsSync),
  };
}

/** What tells without reading a file whether it was written. */
export interface Signature {
  readonly text: string;
  readonly changedAt: number;
}

/** The signature of a file or folder as it is now; undefined where neither can be seen. */
export function signatureOf(path: string): Signature | undefined {
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

/** Whether a file was last changed long enough before `since` for its signature to tell. */
export function isSettledAt(signature: Signature | undefined, since: number): boolean {
  if (signature === undefined) return false;
  const { changedAt } = signature;
  return changedAt < since - (changedAt % 1000 === 0 ? coarseStepMs : clockStepMs);
}

function readHash(path: string): string | undefined {
  try {
    const isFolder = statSync(path).isDirectory();
    const content = isFolder ? JSON.stringify(readdirSync(path).sort()) : readFileSync(path);
    return createHash("sha256").update(content).digest("hex");
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
