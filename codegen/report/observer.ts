import type { Phase } from "./timings.js";

/** Progress of a long phase. */
export interface Progress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
}

/** Receives times and progress while codegen runs. */
export interface Observer {
  /** Runs `work` and counts its time as that of `phase`. */
  readonly timed: <T>(phase: Phase, work: () => T) => T;
  readonly onProgress: (progress: Progress) => void;
}

/** Runs the work and ignores times and progress. */
export const noopObserver: Observer = { timed: (_phase, work) => work(), onProgress: () => {} };
