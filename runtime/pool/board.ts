/** How many calls a lane takes at once. */
export const maxCallsPerLane = 1_000;

const claims = { waiting: 0, loading: 1, started: 2, dropped: 3 } as const;

/** How far a call has come in its lane. `dropped`: the host took it back before it started. */
export type Claim = keyof typeof claims;

const claimNames = Object.keys(claims) as readonly Claim[];

/** Words of the board before the claims: how many calls left their inbox, the last abort seen, who runs, if anybody. */
const words = { taken: 0, abortSeen: 1, running: 2 } as const;
const claimsStart = 3;

/**
 * What a lane and its host know of each other without a message, so that it holds when the lane is stuck or gone. Each
 * call has a slot; its claim is the truth about whether the call has started.
 */
export interface Board {
  readonly memory: SharedArrayBuffer;
  claim(slot: number): Claim;
  /** Moves a slot from one claim to another; false if it was not at `from`. */
  move(slot: number, from: Claim, to: Claim): boolean;
  reset(slot: number): void;
  /** How many calls have left the lane's inbox, ever (modulo 2^32). */
  taken(): number;
  addTaken(): void;
  abortSeen(): number;
  setAbortSeen(sequence: number): void;
  /** The slot whose function has control of the thread, or -1. */
  running(): number;
  setRunning(slot: number): void;
}

/** A board of its own, or the one in `memory`. */
export function openBoard(memory: SharedArrayBuffer = newMemory()): Board {
  const cells = new Int32Array(memory);
  return {
    memory,
    claim: (slot) => claimNames[Atomics.load(cells, claimsStart + slot)] ?? "waiting",
    move: (slot, from, to) =>
      Atomics.compareExchange(cells, claimsStart + slot, claims[from], claims[to]) === claims[from],
    reset: (slot) => void Atomics.store(cells, claimsStart + slot, claims.waiting),
    taken: () => Atomics.load(cells, words.taken),
    addTaken: () => void Atomics.add(cells, words.taken, 1),
    abortSeen: () => Atomics.load(cells, words.abortSeen),
    setAbortSeen: (sequence) => void Atomics.store(cells, words.abortSeen, sequence),
    running: () => Atomics.load(cells, words.running),
    setRunning: (slot) => void Atomics.store(cells, words.running, slot),
  };
}

function newMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((claimsStart + maxCallsPerLane) * Int32Array.BYTES_PER_ELEMENT);
  Atomics.store(new Int32Array(memory), words.running, -1);
  return memory;
}
