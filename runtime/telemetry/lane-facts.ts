import type { LaneKind } from "../contract/lane-kind.js";
import { Tally } from "./tally.js";

/** Constant facts about a lane, for events and statistics. */
export interface LaneFacts {
  /** Its number, unique within the process. */
  readonly id: number;
  readonly domain: string;
  readonly isolation: LaneKind;
  /** Number of calls that it takes at once. */
  readonly capacity: number;
  /** Counts of calls that ended in it. */
  readonly tally: Tally;
}

let lanes = 0;

/** Returns the facts of a new lane. */
export function newLaneFacts(facts: Pick<LaneFacts, "domain" | "isolation" | "capacity">): LaneFacts {
  lanes++;
  return { id: lanes, ...facts, tally: new Tally() };
}
