import { maxLanesWhileReplacing } from "../contract/limits.js";
import type { Domain } from "./domain.js";
import type { Lane } from "./lane.js";
import { leastRecentlyUsed, pickLaneToDrain } from "./pick-lane.js";

/** Lanes of all domains, up to `maxLanes`, and the domains that wait for room. */
export class LaneRoom {
  readonly lanes: Set<Lane> = new Set();
  /** Domains that have calls and no lane, in the order in which they get one. */
  readonly #waitingForLane = new Set<Domain>();

  readonly #maxLanes: number;

  constructor(maxLanes: number) {
    this.#maxLanes = maxLanes;
  }

  /** There may be one more lane. */
  get isFree(): boolean {
    return this.lanes.size < this.#maxLanes;
  }

  /** There may be one more lane to succeed one that only finishes its calls. */
  get isFreeForSuccessor(): boolean {
    return this.lanes.size < maxLanesWhileReplacing * this.#maxLanes;
  }

  /** Lets a domain wait for room, and has another domain's lane drained unless enough lanes are draining. */
  wait(domain: Domain): void {
    this.#waitingForLane.add(domain);
    const draining = [...this.lanes].filter((lane) => lane.state === "draining").length;
    if (draining >= this.#waitingForLane.size) return;
    const lane = pickLaneToDrain(this.lanes, domain.key);
    if (lane) lane.state = "draining";
  }

  /** Calls `serve` with one waiting domain after another, as long as there is room for a lane of the next one. */
  serveWaiting(serve: (domain: Domain) => void): void {
    for (const domain of this.#waitingForLane) {
      if (!this.isFree && !leastRecentlyUsed(this.lanes, domain.key, true)) return;
      this.#waitingForLane.delete(domain);
      serve(domain);
    }
  }

  /** Forgets a domain that has no more calls. */
  forget(domain: Domain): void {
    this.#waitingForLane.delete(domain);
  }
}
