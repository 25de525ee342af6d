import { drainPatienceMs, laneTurnMs, maxLanesWhileReplacing } from "../contract/limits.js";
import type { Domain } from "./domain.js";
import type { Lane } from "./lane.js";
import { leastRecentlyUsed, openByTenant, pickLaneToDrain } from "./pick-lane.js";

/**
 * Lanes of all domains, and the domains that wait for one. At most `maxLanes` take calls. While domains wait, no other one
 * grows, lanes are drained so that each tenant has its share, and a drained lane that has not ended after a while makes room all
 * the same, for a tenant that has none: at most twice `maxLanes` are there in all.
 */
export class LaneRoom {
  readonly lanes: Set<Lane> = new Set();
  /** Domains that have calls and no lane that takes them, by the time since which they wait. */
  readonly #line = new Set<Domain>();
  /** The domain that gets a lane now. */
  #served: Domain | undefined;
  #timer: NodeJS.Timeout | undefined;

  readonly #maxLanes: number;
  readonly #onTurn: () => void;

  /** `onTurn` is called several times a second while domains wait, and calls `serveWaiting`. */
  constructor(maxLanes: number, onTurn: () => void) {
    this.#maxLanes = maxLanes;
    this.#onTurn = onTurn;
  }

  /** There may be one more lane, and nobody waits for it. */
  get isFree(): boolean {
    return this.#line.size === 0 && this.lanes.size < this.#maxLanes;
  }

  /** There may be one more lane to succeed one that only finishes its calls. */
  get isFreeForSuccessor(): boolean {
    return this.lanes.size < maxLanesWhileReplacing * this.#maxLanes;
  }

  /**
   * Returns whether a domain may start a lane now, and the idle lane that has to be closed for it, if there is one. A domain
   * that waits gets its lane by `serveWaiting` alone.
   */
  admit(domain: Domain, isUrgent: boolean): { readonly idle: Lane | undefined } | undefined {
    if (this.#line.size > 0 && !(isUrgent && this.#served === domain)) return undefined;
    if (this.lanes.size < this.#maxLanes) return { idle: undefined };
    const idle = leastRecentlyUsed(this.lanes, domain.key, isUrgent);
    if (idle) return { idle };
    return this.#served === domain && isUrgent && this.#mayExceed(domain) ? { idle: undefined } : undefined;
  }

  /** Lets a domain wait for a lane. */
  wait(domain: Domain): void {
    this.#line.add(domain);
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#turn(), laneTurnMs).unref();
    this.#drain();
  }

  /** Calls `serve` with one waiting domain after another, first those whose tenant has fewest lanes, as long as there is room. */
  serveWaiting(serve: (domain: Domain) => void): void {
    for (let domain = this.#next(); domain; domain = this.#next()) {
      const drained = ownDrained(domain);
      this.#served = domain;
      if (drained && this.#open() < this.#maxLanes) drained.reopen();
      serve(domain);
      this.#served = undefined;
      this.forget(domain);
    }
  }

  /** Forgets a domain that has no more calls, or a lane. */
  forget(domain: Domain): void {
    this.#line.delete(domain);
    if (this.#line.size === 0) this.close();
  }

  close(): void {
    this.#line.clear();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #turn(): void {
    for (const domain of this.#line) if (domain.waiting === 0) this.forget(domain);
    this.#onTurn();
    this.#drain();
    this.#endOverdue();
  }

  /**
   * Ends a lane that is to be replaced for a fault and takes long, where no room is left for a tenant that has no lane: so no
   * tenant fills all the room with lanes that only finish their calls.
   */
  #endOverdue(): void {
    if (this.isFreeForSuccessor || ![...this.#line].some(({ tenant }) => this.#held(tenant) === 0)) return;
    const latest = performance.now() - drainPatienceMs;
    const faulty = [...this.lanes].filter((lane) => lane.isDraining && !lane.isDrained && lane.stateSince < latest);
    const [lane] = faulty.sort((a, b) => this.#held(b.tenant) - this.#held(a.tenant) || a.stateSince - b.stateSince);
    lane?.endFor("it was to be replaced, and another tenant needed its room");
  }

  /** Has lanes drained for the domains that no draining lane will make room for. */
  #drain(): void {
    if (this.#line.size === 0) return;
    let draining = 0;
    for (const lane of this.lanes) if (lane.isDrained) draining++;
    if (draining >= this.#line.size) return;
    const open = openByTenant(this.lanes);
    const count = ({ tenant }: Domain): number => open.get(tenant) ?? 0;
    const inOrder = [...this.#line].sort((a, b) => count(a) - count(b)); // stable
    for (const domain of inOrder.slice(draining, this.#maxLanes)) pickLaneToDrain(this.lanes, domain)?.drain();
  }

  /** Returns the domain that gets a lane now, if there is room for any. */
  #next(): Domain | undefined {
    if (this.#line.size === 0) return undefined;
    const open = openByTenant(this.lanes);
    const isFull = this.#open() >= this.#maxLanes;
    const least = { first: Number.POSITIVE_INFINITY, best: Number.POSITIVE_INFINITY };
    let first: Domain | undefined;
    let best: Domain | undefined;
    for (const domain of this.#line) {
      const own = open.get(domain.tenant) ?? 0;
      if (own < least.first) {
        least.first = own;
        first = domain;
      }
      if (own >= least.best || !this.#hasRoomFor(domain)) continue;
      least.best = own;
      best = domain;
    }
    // Only the first one gets its drained lane back: it was drained for those before it.
    return first && !isFull && ownDrained(first) ? first : best;
  }

  #hasRoomFor(domain: Domain): boolean {
    if (this.lanes.size < this.#maxLanes || this.#mayExceed(domain)) return true;
    return leastRecentlyUsed(this.lanes, domain.key, true) !== undefined;
  }

  /** Returns whether the domain need not wait until drained lanes have ended: their calls may take as long as they like. */
  #mayExceed({ tenant }: Domain): boolean {
    if (!this.isFreeForSuccessor || this.#open() >= this.#maxLanes || this.#held(tenant) > 0) return false;
    const latest = performance.now() - drainPatienceMs;
    for (const lane of this.lanes) if (lane.isDraining && lane.stateSince < latest) return true;
    return false;
  }

  #open(): number {
    let open = 0;
    for (const lane of this.lanes) if (!lane.isDraining) open++;
    return open;
  }

  /** Returns the number of lanes of a tenant, also of those that only finish their calls. */
  #held(tenant: string): number {
    let held = 0;
    for (const lane of this.lanes) if (lane.tenant === tenant) held++;
    return held;
  }
}

/** Returns a lane of the domain that only finishes its calls, because another domain needed the room. */
function ownDrained({ lanes }: Domain): Lane | undefined {
  for (const lane of lanes) if (lane.isDrained) return lane;
  return undefined;
}
