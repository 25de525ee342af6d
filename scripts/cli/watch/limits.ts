// Delays and limits of `codegen --watch`. Imports nothing.

/** Time without a change before a round: enough for an editor that saves in steps, too short to be felt. */
export const roundQuietMs = 10;

/** Quiet times after which a round begins, even if changes continue. */
export const roundMaxQuietTimes = 20;

/** Time without a change after which the results are kept for later runs, because no further save is likely. */
export const idleMs = 500;

/** Lag of a file's time behind the clock. */
export const fileTimeLagMs = 10;

/** Paths that a line names before it counts the rest. */
export const lineMaxPaths = 3;

/** Mended problems that are named before their number. */
export const maxMendedLines = 10;
