// The board of a process lane: a file without a name, open in both processes. Only the lane writes. Each call costs it one
// write, before its function gets control, so that the file is right however the lane ends.

import { maxCallsPerLane } from "../contract/limits.js";

export const wordBytes: number = Int32Array.BYTES_PER_ELEMENT;

/** Words before the slots: calls that left the inbox, last abort seen, and calls that had started at the last `flush`. */
export const words = { taken: 0, abortSeen: 1, startedAtFlush: 2 } as const;
export const headWords = 3;

/** Words of each slot: number of its use, with the claim in the last two bits; number of its start among all of the lane. */
export const slotWords = 2;
export const boardWords: number = headWords + slotWords * maxCallsPerLane;

/** Returns an empty board, for the file that lane and host share. */
export function blankBoard(): Uint8Array {
  return new Uint8Array(boardWords * wordBytes);
}

/** Returns the number of the next use of a slot. Both sides count: a claim of an earlier use does not hold for the next one. */
export function nextUse(use = 0): number {
  return (use + 1) & 0x1fff_ffff;
}
