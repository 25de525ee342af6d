import type { Lane } from "./lane.js";

/** A domain that has a lane takes another one's place only if that was idle for so long, in milliseconds. */
const coldMs = 1_000;

/** The least busy lane that takes calls. */
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

/** Calls beside each other in a lane that do not keep its thread. */
const maxTogether = 64;

/** Of the lanes that begin a call at once the one with most calls: others stay free for what keeps a thread. */
export function mostShared(lanes: Iterable<Lane>): Lane | undefined {
  let best: Lane | undefined;
  for (const lane of lanes) {
    const { load, live, seenUnstarted } = lane;
    const beginsAtOnce = load === live && seenUnstarted === 0 && live < maxTogether;
    if (beginsAtOnce && lane.hasRoom && (!best || live > best.live)) best = lane;
  }
  return best;
}

/** The idle lane of another domain that was not used for longest; with `isUrgent` however short that is. */
export function leastRecentlyUsed(lanes: Iterable<Lane>, domain: string, isUrgent: boolean): Lane | undefined {
  const latest = performance.now() - (isUrgent ? 0 : coldMs);
  let best: Lane | undefined;
  for (const lane of lanes) {
    if (lane.domain === domain || lane.live > 0 || lane.lastUsed > latest) continue;
    if (!best || lane.lastUsed < best.lastUsed) best = lane;
  }
  return best;
}

/** Which lane is to make way when all are busy: one of the domain that has most, and of those the least busy. */
export function mostDispensable(lanes: Iterable<Lane>, domain: string): Lane | undefined {
  const others = [...lanes].filter((lane) => lane.domain !== domain && lane.state !== "draining");
  const count = (lane: Lane): number => others.filter((other) => other.domain === lane.domain).length;
  return others.sort((a, b) => count(b) - count(a) || a.live - b.live)[0];
}
