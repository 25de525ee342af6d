import { Tally } from "./tally.js";

/** What stays the same of a lane, as events and statistics know it. */
export interface LaneFacts {
  /** Its number: no two lanes of a process have the same. */
  readonly id: number;
  readonly domain: string;
  /** How many calls it takes at once. */
  readonly capacity: number;
  /** The calls that ended in it. */
  readonly tally: Tally;
}

let lanes = 0;

/** The facts of a new lane. */
export function newLaneFacts(domain: string, capacity: number): LaneFacts {
  lanes++;
  return { id: lanes, domain, capacity, tally: new Tally() };
}
