import { type Claim, claimOf, claims, type HostBoard, type LaneBoard, maxCallsPerLane } from "./board.js";

/** Words of the board before the claims: how many calls left their inbox, the last abort seen, who runs, if anybody. */
const words = { taken: 0, abortSeen: 1, running: 2 } as const;
const claimsStart = 3;

/** The memory that a thread lane shares with its host. */
export function newBoardMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((claimsStart + maxCallsPerLane) * Int32Array.BYTES_PER_ELEMENT);
  Atomics.store(new Int32Array(memory), words.running, -1);
  return memory;
}

/** The host's side of a board in shared memory. */
export function openHostBoard(memory: SharedArrayBuffer): HostBoard {
  const cells = new Int32Array(memory);
  return {
    refresh: () => {},
    refreshTaken: () => {},
    claim: (slot) => claimOf(Atomics.load(cells, claimsStart + slot)),
    drop: (slot) => move(cells, slot, "waiting", "dropped") || move(cells, slot, "loading", "dropped"),
    reset: (slot) => void Atomics.store(cells, claimsStart + slot, claims.waiting),
    taken: () => Atomics.load(cells, words.taken),
    abortSeen: () => Atomics.load(cells, words.abortSeen),
    running: () => Atomics.load(cells, words.running),
    isHeld: () => Atomics.load(cells, words.running) !== -1,
    sawStarted: () => {},
    isForged: () => false, // no action can reach it
    close: () => {},
  };
}

/** The lane's side of a board in shared memory. */
export function openLaneBoard(memory: SharedArrayBuffer): LaneBoard {
  const cells = new Int32Array(memory);
  const leave = (): void => void Atomics.add(cells, words.taken, 1);
  return {
    arrive: () => {},
    load: (slot) => move(cells, slot, "waiting", "loading"),
    loaded: (slot) => void move(cells, slot, "loading", "waiting"), // unless the host has taken it back
    start: (slot) => {
      if (!move(cells, slot, "waiting", "started") && !move(cells, slot, "loading", "started")) return false;
      leave();
      Atomics.store(cells, words.running, slot);
      return true;
    },
    returned: () => void Atomics.store(cells, words.running, -1),
    leave,
    drop: () => {}, // the host has written that itself
    setAbortSeen: (sequence) => void Atomics.store(cells, words.abortSeen, sequence),
    rest: () => {},
  };
}

/** Moves a slot from one claim to another; false if it was not at `from`. */
function move(cells: Int32Array, slot: number, from: Claim, to: Claim): boolean {
  return Atomics.compareExchange(cells, claimsStart + slot, claims[from], claims[to]) === claims[from];
}
