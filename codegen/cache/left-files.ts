import { type FileState, isSettledAt, type Signature, signatureOf } from "./file-states.js";

/** A generated file as a run has left it. */
export interface LeftFile {
  readonly state: FileState;
  /** Before the state was taken, in ms since 1970. */
  readonly since: number;
}

/** What is known of the files that runs have left in an out folder, by paths below it. */
export interface LeftFiles {
  /** Whether a file holds what has this sha256, in hex; undefined where only reading it can tell. Looks at the disk. */
  readonly holds: (path: string, sha256: string) => boolean | undefined;
  /** A file that was read since `holds` was asked has this sha256. */
  readonly found: (path: string, sha256: string) => void;
  /** A file was written just now, and has this sha256. */
  readonly wrote: (path: string, sha256: string) => void;
  /** When this run began to look at them, in ms since 1970. */
  readonly since: number;
  /** A file that this run found or left as it should be, as it was then. */
  readonly stateOf: (path: string) => FileState | undefined;
}

/** `known` is what earlier runs have left, and is kept up to date; `pathOf` gives absolute paths. */
export function createLeftFiles(known: Map<string, LeftFile>, pathOf: (path: string) => string): LeftFiles {
  const since = Date.now();
  const seen = new Map<string, Signature | undefined>();
  const right = new Map<string, FileState>();
  const keep = (path: string, signature: Signature | undefined, hash: string): void => {
    if (signature === undefined) return;
    const state = { signature: signature.text, hash };
    known.set(path, { state, since });
    right.set(path, state);
  };
  return {
    since,
    holds: (path, sha256) => {
      const signature = signatureOf(pathOf(path));
      seen.set(path, signature);
      right.delete(path);
      const left = known.get(path);
      if (left === undefined || signature?.text !== left.state.signature) return undefined;
      // Whoever has written something else within the same step of the clock is overwritten, as he would be anyway.
      if (left.state.hash !== sha256) return false;
      if (!isSettledAt(signature, left.since)) return undefined;
      right.set(path, left.state);
      return true;
    },
    found: (path, sha256) => keep(path, seen.get(path), sha256),
    wrote: (path, sha256) => keep(path, signatureOf(pathOf(path)), sha256),
    stateOf: (path) => right.get(path),
  };
}
