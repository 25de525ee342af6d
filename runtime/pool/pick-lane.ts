import { idleLaneMs, maxSharedCalls } from "../contract/limits.js";
import type { Lane } from "./lane.js";

/** Returns the least busy lane that takes calls. */
export function leastBusy(lanes: Iterable<Lane>): Lane | undefined {
  let best: Lane | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const lane of lanes) {
    const { load } = lane;
    if (load >= least || !lane.hasRoom) continue;
    best = lane;
    least = load;
  }
  return best;
}

/** Returns the lane with most calls of those that start a call at once: the others stay free for actions that block. */
export function mostShared(lanes: Iterable<Lane>): Lane | undefined {
  let best: Lane | undefined;
  for (const lane of lanes) {
    const { load, live, knownUnstarted } = lane;
    const startsAtOnce = load === live && knownUnstarted === 0 && live < maxSharedCalls;
    if (startsAtOnce && lane.hasRoom && (!best || live > best.live)) best = lane;
  }
  return best;
}

/** Returns the lane of another domain that has been idle for longest: at least `idleLaneMs`, unless `isUrgent`. */
export function leastRecentlyUsed(lanes: Iterable<Lane>, domain: string, isUrgent: boolean): Lane | undefined {
  const latest = performance.now() - (isUrgent ? 0 : idleLaneMs);
  let best: Lane | undefined;
  for (const lane of lanes) {
    if (lane.domain === domain || lane.live > 0 || lane.lastUsed > latest) continue;
    if (!best || lane.lastUsed < best.lastUsed) best = lane;
  }
  return best;
}

/** Returns the lane to close when all are busy: the least busy one of the domain that has most lanes. */
export function pickLaneToDrain(lanes: Iterable<Lane>, domain: string): Lane | undefined {
  const others = [...lanes].filter((lane) => lane.domain !== domain && lane.state !== "draining");
  const count = (lane: Lane): number => others.filter((other) => other.domain === lane.domain).length;
  return others.sort((a, b) => count(b) - count(a) || a.live - b.live)[0];
}
