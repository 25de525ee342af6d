import { maxCallsPerLane } from "../contract/limits.js";
import { type Claim, claimOf, claims, type HostBoard, type LaneBoard } from "./board.js";

/** Words before the claims: calls that left the inbox, last abort seen, slot whose function runs, or -1. */
const words = { taken: 0, abortSeen: 1, running: 2 } as const;
const claimsStart = 3;

/** Returns memory for the board of a thread lane and its host. */
export function newBoardMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((claimsStart + maxCallsPerLane) * Int32Array.BYTES_PER_ELEMENT);
  Atomics.store(new Int32Array(memory), words.running, -1);
  return memory;
}

/** Opens the host's side of a board in shared memory. */
export function openHostBoard(memory: SharedArrayBuffer): HostBoard {
  const cells = new Int32Array(memory);
  return {
    refresh: () => {},
    refreshTaken: () => {},
    claim: (slot) => claimOf(Atomics.load(cells, claimsStart + slot)),
    drop: (slot) => changeClaim(cells, slot, "waiting", "dropped") || changeClaim(cells, slot, "loading", "dropped"),
    reset: (slot) => void Atomics.store(cells, claimsStart + slot, claims.waiting),
    taken: () => Atomics.load(cells, words.taken),
    abortSeen: () => Atomics.load(cells, words.abortSeen),
    runningSlot: () => Atomics.load(cells, words.running),
    isRunning: () => Atomics.load(cells, words.running) !== -1,
    mayHaveStarted: (slot) => Atomics.load(cells, claimsStart + slot) === claims.started,
    isForged: () => false, // no action can reach it
    isResized: () => false,
    close: () => {},
  };
}

/** Opens the lane's side of a board in shared memory. */
export function openLaneBoard(memory: SharedArrayBuffer): LaneBoard {
  const cells = new Int32Array(memory);
  const leave = (): void => void Atomics.add(cells, words.taken, 1);
  return {
    arrive: () => {},
    load: (slot) => changeClaim(cells, slot, "waiting", "loading"),
    loaded: (slot) => void changeClaim(cells, slot, "loading", "waiting"), // unless the host has taken it back
    start: (slot) => {
      if (!changeClaim(cells, slot, "waiting", "started") && !changeClaim(cells, slot, "loading", "started"))
        return false;
      leave();
      Atomics.store(cells, words.running, slot);
      return true;
    },
    returned: () => void Atomics.store(cells, words.running, -1),
    leave,
    drop: () => {}, // the host has written it itself
    setAbortSeen: (sequence) => void Atomics.store(cells, words.abortSeen, sequence),
    flush: () => {},
  };
}

/** Changes the claim of a slot; false if it was not `from`. */
function changeClaim(cells: Int32Array, slot: number, from: Claim, to: Claim): boolean {
  return Atomics.compareExchange(cells, claimsStart + slot, claims[from], claims[to]) === claims[from];
}
