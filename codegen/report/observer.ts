import type { Phase } from "./timings.js";

/** How far a phase that takes long has come. */
export interface Progress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
}

/** Whoever is told how a run goes while it goes on. */
export interface Observer {
  /** Runs `work` on the account of `phase`. */
  readonly timed: <T>(phase: Phase, work: () => T) => T;
  readonly onProgress: (progress: Progress) => void;
}

/** Tells nobody. */
export const nobody: Observer = { timed: (_phase, work) => work(), onProgress: () => {} };
