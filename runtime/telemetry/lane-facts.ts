import { Tally } from "./tally.js";

/** Constant facts about a lane, for events and statistics. */
export interface LaneFacts {
  /** Its number, unique within the process. */
  readonly id: number;
  readonly domain: string;
  /** Number of calls that it takes at once. */
  readonly capacity: number;
  /** Counts of calls that ended in it. */
  readonly tally: Tally;
}

let lanes = 0;

/** Returns the facts of a new lane. */
export function newLaneFacts(domain: string, capacity: number): LaneFacts {
  lanes++;
  return { id: lanes, domain, capacity, tally: new Tally() };
}
