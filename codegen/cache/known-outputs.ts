import { fileClockStepMs } from "../model/limits.js";
import { type FileSignature, isSettledAt, signatureOf } from "./file-signature.js";
import { createFileStates, type FileState } from "./file-states.js";

/** State of a generated file at the end of a run. */
export interface KnownOutput {
  readonly state: FileState;
  /** A time before the state was taken, in ms since 1970. */
  readonly since: number;
}

/** Known states of the files in an out folder, by paths below it. */
export interface KnownOutputs {
  /** True when a file holds content with this sha256, in hex; undefined when it must be read to tell. */
  readonly holds: (path: string, sha256: string) => boolean | undefined;
  /** Records the sha256 of a file that was read after `holds`. */
  readonly found: (path: string, sha256: string) => void;
  /** Records the sha256 of a file that was just written. */
  readonly wrote: (path: string, sha256: string) => void;
  /** Paths of all generated files that are there; undefined when they have to be looked for. */
  readonly standing: ReadonlySet<string> | undefined;
  /** Time at which this run began to look at the files, in ms since 1970. */
  readonly since: number;
  /** State of a file that holds what it should, by `holds`, `found` or `wrote`. */
  readonly stateOf: (path: string) => FileState | undefined;
  /**
   * Reads the files again that this run has written, once a step of the file system's clock is over: states taken before do not
   * show a change within the step. Returns a time before the states of `stateOf` were taken; a file that changed since has none.
   */
  readonly settle: () => number;
}

/** Places of the outputs. */
export interface OutputSettings {
  /** Returns the absolute path of an output. */
  readonly pathOf: (path: string) => string;
  /** Outputs that are looked at only where `known` has them with another hash; undefined when each is looked at. */
  readonly standing?: ReadonlySet<string> | undefined;
}

/** Creates known outputs from those of earlier runs, and keeps `known` up to date. */
export function createKnownOutputs(
  known: Map<string, KnownOutput>,
  { pathOf, standing }: OutputSettings,
): KnownOutputs {
  const since = Date.now();
  const seen = new Map<string, FileSignature | undefined>();
  const right = new Map<string, FileState>();
  const young = new Set<string>();
  const keep = (path: string, signature: FileSignature | undefined, hash: string): void => {
    if (signature === undefined) return;
    const state = { signature: signature.text, hash };
    known.set(path, { state, since });
    right.set(path, state);
    if (!isSettledAt(signature, since)) young.add(path);
  };
  const settle = (): number => {
    if (young.size === 0) return since;
    wait(fileClockStepMs + 1);
    const at = Date.now();
    const states = createFileStates();
    for (const path of young) {
      const state = states.stateOf(pathOf(path));
      if (state === undefined || state.hash !== right.get(path)?.hash) right.delete(path);
      else right.set(path, state);
    }
    return at;
  };
  return {
    since,
    standing,
    settle,
    holds: (path, sha256) => {
      if (standing?.has(path) && known.get(path)?.state.hash === sha256) return true;
      const signature = signatureOf(pathOf(path));
      seen.set(path, signature);
      right.delete(path);
      const left = known.get(path);
      if (left === undefined || signature?.text !== left.state.signature) return undefined;
      // Another content that was written within the same step of the clock is overwritten, as it would be otherwise.
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

/** Keeps this thread still; takes no processor time. */
function wait(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
