import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { sha256 } from "../model/hash.js";
import { type FileSignature, isSettledAt, signatureOf } from "./file-signature.js";
import { folderOfPackagePath, packageHash, packageSignature } from "./package-files.js";

/** State of a file, of the names in a folder or of a package's types (`packagePath`), when something was made from it. */
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
  /**
   * Compares as `isSame` does. `young` when it is the same, but changed so late that another change after `since` would not show in
   * its times.
   */
  readonly compare: (path: string, state: FileState, since: number) => "settled" | "young" | "changed";
  /** True when a file last changed so long before `since` that a later change would show in its times. */
  readonly isSettled: (path: string, since: number) => boolean;
  readonly signatureOf: (path: string) => FileSignature | undefined;
  /** State of a file or folder; undefined when it cannot be read, or changes while it is read. */
  readonly stateOf: (path: string) => FileState | undefined;
  readonly exists: (path: string) => boolean;
}

/** Signatures and hashes of files that were looked at; `undefined` for what cannot be read. */
export interface SeenFiles {
  readonly signatures: Map<string, FileSignature | undefined>;
  readonly hashes: Map<string, string | undefined>;
}

/** Returns the memory of a process that has looked at no file. */
export function noSeenFiles(): SeenFiles {
  return { signatures: new Map(), hashes: new Map() };
}

/** Creates file states that look at the disk, but for the files in `seen`, to which they add all that they look at. */
export function createFileStates(seen: SeenFiles = noSeenFiles()): FileStates {
  const present = new Map<string, boolean>();
  const signatureNow = remember(seen.signatures, anySignature);
  const hashOf = remember(seen.hashes, readHash);
  const isSettled = (path: string, since: number): boolean => isSettledAt(signatureNow(path), since);
  const compare: FileStates["compare"] = (path, state, since) => {
    const now = signatureNow(path);
    if (now === undefined) return "changed";
    const settled = isSettledAt(now, since);
    if ((!settled || now.text !== state.signature) && hashOf(path) !== state.hash) return "changed";
    return settled ? "settled" : "young";
  };
  return {
    isSame: (path, state, since) => compare(path, state, since) !== "changed",
    compare,
    isSettled,
    signatureOf: signatureNow,
    stateOf: (path) => {
      const signature = signatureNow(path);
      const hash = hashOf(path);
      // A file that was written between the two looks has another hash than its signature says.
      if (signature === undefined || hash === undefined || anySignature(path)?.text !== signature.text)
        return undefined;
      return { signature: signature.text, hash };
    },
    exists: remember(present, (path) => existsSync(folderOfPackagePath(path) ?? path)),
  };
}

function anySignature(path: string): FileSignature | undefined {
  const folder = folderOfPackagePath(path);
  return folder === undefined ? signatureOf(path) : packageSignature(folder);
}

function readHash(path: string): string | undefined {
  const folder = folderOfPackagePath(path);
  try {
    if (folder !== undefined) return packageHash(folder);
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
