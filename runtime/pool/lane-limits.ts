import { maxCallsPerLane } from "../channel/board.js";

// How much a lane takes, and puts up with.

/** How many calls may lie in a lane unstarted: enough to keep it busy, few enough that no other action waits long. */
export const maxUnstarted = 256;

/** How long the arguments in a lane may be in all before it takes no more: several of the longest would burst its memory. */
export const maxWeight = 16 * 1024 * 1024;

/** More calls than these which nobody waits for and which go on, and the lane is replaced. */
export const maxForsaken = maxCallsPerLane / 2;

/** How long they may, and a call that has a lane for itself, in milliseconds. */
export const forsakenGraceMs = 1_000;
