// The board of a process lane: a file without a name, which the lane can write and not read. Each call costs the lane one
// write, before its function gets control, so that the file is right however the lane ends. An action may have got hold of the
// file: so each use of a slot has a seal, a number that only the host knows. A start breaks it, and nobody in the lane can
// mend it: a call whose seal is whole has not started, whatever else was written, cut off or added.

import { maxCallsPerLane } from "../contract/limits.js";

export const wordBytes: number = Int32Array.BYTES_PER_ELEMENT;

/** Words before the slots: calls that left the inbox, last abort seen, and calls that had started at the last `flush`. */
export const words = { taken: 0, abortSeen: 1, startedAtFlush: 2 } as const;
export const headWords = 3;

/** Uses of a slot whose seals are written together, a power of two: each further write would be one more a call. */
export const sealedUses = 16;

/** Words of each slot: number of its use, with the claim in the last two bits; number of its start among all of the lane; seals. */
export const slotWords: number = 2 + sealedUses;
export const boardWords: number = headWords + slotWords * maxCallsPerLane;
export const boardBytes: number = boardWords * wordBytes;

/** Returns the number of the next use of a slot. Both sides count: a claim of an earlier use does not hold for the next one. */
export function nextUse(use = 0): number {
  return (use + 1) & 0x1fff_ffff;
}

/** Returns the index of a slot's first word. */
export function slotStart(slot: number): number {
  return headWords + slotWords * slot;
}

/** Returns the index of the seal of a use among its slot's words; those before it are of earlier uses. */
export function sealIndex(use: number): number {
  return 2 + (use & (sealedUses - 1));
}
