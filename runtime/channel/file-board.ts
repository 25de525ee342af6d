// The board of a process lane: a file without a name, open in both processes. Only the lane writes; each call costs it one
// write, before its function gets control, so that nothing which ends the lane can leave a doubt.
import fs from "node:fs";
import { type Claim, claimOf, claims, type HostBoard, type LaneBoard, maxCallsPerLane } from "./board.js";

// Taken before any action runs: one that replaces them must not stand between a lane and its board.
const { readSync, writeSync } = fs;

const wordBytes = Int32Array.BYTES_PER_ELEMENT;
/** The host reads words as its processor has them. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** Words before the slots: how many calls left their inbox, the last abort seen, how many had started at the last rest. */
const words = { taken: 0, abortSeen: 1, rested: 2 } as const;
const headWords = 3;
/** Of each slot: which use of it this is, with the claim in the last two bits; the how-manieth start of the lane it was. */
const slotWords = 2;
const length = headWords + slotWords * maxCallsPerLane;

/** A board that nobody has written on, for the file that lane and host share. */
export function blankBoard(): Uint8Array {
  return new Uint8Array(length * wordBytes);
}

/**
 * The host's side. It cannot take back what lies in the lane: there is no compare-and-swap between processes. The caller has
 * its answer by then; the lane is told.
 */
export function openHostBoard(file: number): HostBoard {
  const cells = new Int32Array(length);
  const bytes = new Uint8Array(cells.buffer);
  const uses: number[] = [];
  const word = (index: number): number => cells[index] ?? 0;
  /** By slot: its call has started, which nothing takes back. */
  const started: boolean[] = [];
  /** The counters as of the last look. */
  const counted = new Int32Array(headWords);
  let isForged = false;
  let isClosed = false;
  const read = (count: number): void => {
    if (isClosed) return;
    readSync(file, bytes, 0, count, 0);
    for (let index = 0; index < headWords; index++) {
      if (((word(index) - (counted[index] ?? 0)) | 0) < 0) isForged = true; // modulo 2^32
      counted[index] = word(index);
    }
  };
  const claim = (slot: number): Claim => {
    const written = word(headWords + slotWords * slot);
    return written >> 2 === uses[slot] ? claimOf(written & 3) : "waiting";
  };
  return {
    refresh: () => {
      read((headWords + slotWords * uses.length) * wordBytes);
      for (let slot = 0; slot < uses.length; slot++) {
        if (claim(slot) === "started") started[slot] = true;
        else if (started[slot]) isForged = true;
      }
    },
    refreshTaken: () => read(headWords * wordBytes),
    claim,
    drop: () => false,
    reset: (slot) => {
      uses[slot] = nextUse(uses[slot]);
      started[slot] = false;
    },
    taken: () => word(words.taken),
    abortSeen: () => word(words.abortSeen),
    running: () => {
      // Whoever started after the last rest, and last.
      let latest = word(words.rested);
      let running = -1;
      for (let slot = 0; slot < uses.length; slot++) {
        const started = word(headWords + slotWords * slot + 1);
        if (((started - latest) | 0) <= 0) continue; // modulo 2^32
        latest = started;
        running = slot;
      }
      return running;
    },
    isHeld: () => false, // whoever runs is not counted as taken before the lane rests
    sawStarted: (slot) => {
      started[slot] = true;
    },
    isForged: () => isForged,
    close: () => {
      if (!isClosed) fs.closeSync(file);
      isClosed = true;
    },
  };
}

/** The lane's side. */
export function openLaneBoard(file: number): LaneBoard {
  const bytes = new Uint8Array(length * wordBytes);
  // By its methods: frozen intrinsics make every `array[index] = value` of a lane slow, typed arrays' most of all.
  const view = new DataView(bytes.buffer);
  const set = (index: number, value: number): void => view.setInt32(index * wordBytes, value, isLittleEndian);
  const uses: number[] = [];
  const own: Claim[] = [];
  let started = 0;
  let taken = 0;
  let restedAt = { started, taken };
  const write = (from: number, count: number): void => {
    writeSync(file, bytes, from * wordBytes, count * wordBytes, from * wordBytes);
  };
  const claim = (slot: number, to: "waiting" | "loading" | "started"): boolean => {
    if (own[slot] === "dropped") return false;
    own[slot] = to;
    const at = headWords + slotWords * slot;
    set(at, ((uses[slot] ?? 0) << 2) | claims[to]);
    if (to === "started") {
      started = (started + 1) | 0;
      set(at + 1, started);
    }
    write(at, slotWords);
    return true;
  };
  const leave = (): void => {
    taken = (taken + 1) | 0;
  };
  return {
    arrive: (slot) => {
      uses[slot] = nextUse(uses[slot]);
      own[slot] = "waiting";
    },
    load: (slot) => own[slot] === "waiting" && claim(slot, "loading"),
    loaded: (slot) => void claim(slot, "waiting"),
    start: (slot) => {
      const isMine = claim(slot, "started");
      if (isMine) leave();
      return isMine;
    },
    returned: () => {},
    leave,
    drop: (slot) => {
      if (own[slot] !== "started") own[slot] = "dropped";
    },
    setAbortSeen: (sequence) => {
      set(words.abortSeen, sequence);
      write(words.abortSeen, 1);
    },
    rest: () => {
      if (restedAt.taken === taken && restedAt.started === started) return;
      restedAt = { started, taken };
      set(words.taken, taken);
      set(words.rested, started);
      write(0, headWords);
    },
  };
}

/** Both sides count how often a slot was used: what was written about an earlier call says nothing about the next. */
function nextUse(use = 0): number {
  return (use + 1) & 0x1fff_ffff;
}
