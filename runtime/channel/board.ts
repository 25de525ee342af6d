/** How many calls a lane takes at once. */
export const maxCallsPerLane = 1_000;

/** The numbers that claims are written as. */
export const claims = { waiting: 0, loading: 1, started: 2, dropped: 3 } as const;

/** How far a call has come in its lane. `dropped`: the host took it back before it started. */
export type Claim = keyof typeof claims;

const claimNames = Object.keys(claims) as readonly Claim[];

/** The claim that is written as this number. */
export function claimOf(number: number | undefined): Claim {
  return claimNames[number ?? 0] ?? "waiting";
}

/**
 * What a lane and its host know of each other without a message, so that it holds when the lane is stuck or gone. Each
 * call has a slot; its claim is the truth about whether the call has started. This is the host's side.
 */
export interface HostBoard {
  /** Looks at what the lane has written by now; the other methods tell nothing older. */
  refresh(): void;
  /** The same for `taken` alone, which costs less. */
  refreshTaken(): void;
  claim(slot: number): Claim;
  /** Takes a call back for certain; false where it has started, or the lane has to be told. */
  drop(slot: number): boolean;
  /** Makes a slot ready for its next call. */
  reset(slot: number): void;
  /** How many calls have left the lane's inbox, ever (modulo 2^32). */
  taken(): number;
  abortSeen(): number;
  /** The slot whose function has control of the thread, or -1. */
  running(): number;
  /** A function has control of the thread; told without `refresh` where that costs nothing, else false. */
  isHeld(): boolean;
  /** The lane said something that only a call that has started says. */
  sawStarted(slot: number): void;
  /** What it tells goes back behind what it told before: somebody else has written on it, and nothing that it tells holds. */
  isForged(): boolean;
  close(): void;
}

/** The lane's side of a board. */
export interface LaneBoard {
  /** A call came into a slot. */
  arrive(slot: number): void;
  /** Claims a call for the time that loading its module takes; false if the host took it back. */
  load(slot: number): boolean;
  /** The module of a call has loaded: if the lane ends before the call starts, its module was not the end of it. */
  loaded(slot: number): void;
  /** Claims a call whose function gets control now; false if the host took it back. */
  start(slot: number): boolean;
  /** The function that got control last has given it back. */
  returned(): void;
  /** A call left the inbox that never started. */
  leave(): void;
  /** The host took a call back. */
  drop(slot: number): void;
  setAbortSeen(sequence: number): void;
  /** The lane has begun all that it could: whatever was put off is written. */
  rest(): void;
}
