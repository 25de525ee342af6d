/** Numbers that stand for the claims on a board. */
export const claims = { waiting: 0, loading: 1, started: 2, dropped: 3 } as const;

/** Progress of a call in its lane. `dropped`: the host took it back before it started. */
export type Claim = keyof typeof claims;

const claimNames = Object.keys(claims) as readonly Claim[];

/** Returns the claim that a number stands for. */
export function claimOf(number: number | undefined): Claim {
  return claimNames[number ?? 0] ?? "waiting";
}

/**
 * Facts that a lane and its host share without messages, so that they hold also when the lane is stuck or gone. Each call
 * has a slot, whose claim decides whether the call has started. This is the host's side.
 */
export interface HostBoard {
  /** Reads what the lane has written of the first `slots` slots, or of all; the other methods return what was read last, or newer facts. */
  refresh(slots?: number): void;
  /** Reads only what `taken` needs, which costs less. */
  refreshTaken(): void;
  claim(slot: number): Claim;
  /** Takes a call back for certain; false if it has started, or if the lane has to be told. */
  drop(slot: number): boolean;
  /** Prepares a slot for its next call. */
  reset(slot: number): void;
  /** Number of calls that have ever left the lane's inbox, modulo 2^32. */
  taken(): number;
  /** Sequence number of the last abort that the lane has seen. */
  abortSeen(): number;
  /** Slot whose function has control of the thread, or -1. */
  runningSlot(): number;
  /** Returns whether a function has control of the thread; false as well if finding out would need `refresh`. */
  isRunning(): boolean;
  /** Returns false if it is certain that the call has not started, whatever an action may have written. */
  mayHaveStarted(slot: number): boolean;
  /** Returns whether a value went backwards or is missing: somebody other than the lane has written. */
  isForged(): boolean;
  /** Returns whether the memory of the board is larger or smaller than it was made. */
  isResized(): boolean;
  close(): void;
}

/** The lane's side of a board. */
export interface LaneBoard {
  /** Notes that a call came into a slot. */
  arrive(slot: number): void;
  /** Claims a call while its module is loaded; false if the host took it back. */
  load(slot: number): boolean;
  /** Ends that claim: if the lane ends before the call starts, its module was not the reason. */
  loaded(slot: number): void;
  /** Claims a call whose function gets control now; false if the host took it back. */
  start(slot: number): boolean;
  /** Notes that the last function which got control has given it back. */
  returned(): void;
  /** Counts a call that left the inbox without starting. */
  leave(): void;
  /** Notes that the host took a call back. */
  drop(slot: number): void;
  setAbortSeen(sequence: number): void;
  /** Writes counters that were held back; called when no call waits to start. */
  flush(): void;
}
