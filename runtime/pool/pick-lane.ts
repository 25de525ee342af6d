import { idleLaneMs, laneSliceMs, maxSharedCalls } from "../contract/limits.js";
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

/** Returns the number of lanes that take calls, by tenant. */
export function openByTenant(lanes: Iterable<Lane>): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const { tenant, isDraining } of lanes) if (!isDraining) open.set(tenant, (open.get(tenant) ?? 0) + 1);
  return open;
}

/**
 * Returns the lane to drain for a domain that has none: of the tenant that has most, counted by tenant, so that many sets of
 * secrets bring no larger share. Where that would only turn the tables, one that has had its slice of time.
 */
export function pickLaneToDrain(
  lanes: Iterable<Lane>,
  { key, tenant }: { readonly key: string; readonly tenant: string },
): Lane | undefined {
  const open = openByTenant(lanes);
  const own = open.get(tenant) ?? 0;
  const latest = performance.now() - laneSliceMs;
  let best: Lane | undefined;
  let most = 0;
  for (const lane of lanes) {
    if (lane.isDraining || lane.domain === key) continue;
    const more = lane.tenant === tenant ? 1 : (open.get(lane.tenant) ?? 0) - own;
    if (more < 1 || (more === 1 && (lane.state !== "open" || lane.stateSince > latest))) continue;
    if (best && (more < most || (more === most && lane.stateSince >= best.stateSince))) continue;
    best = lane;
    most = more;
  }
  return best;
}
