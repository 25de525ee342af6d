import fs from "node:fs";
import { maxCallsPerLane } from "../contract/limits.js";
import { type Claim, claimOf, type HostBoard } from "./board.js";
import {
  boardBytes,
  boardWords,
  headWords,
  nextUse,
  sealedUses,
  sealIndex,
  slotStart,
  wordBytes,
  words,
} from "./file-board-layout.js";
import { fillSeals } from "./seals.js";

const { fstatSync, ftruncateSync, readSync, writeSync } = fs;

/**
 * The host's side of a board in a file, which `close` closes. It cannot take back a call that the lane has, because there is
 * no compare-and-swap between processes: the caller has its answer by then, and the lane is told.
 */
export class HostFileBoard implements HostBoard {
  readonly #cells = new Int32Array(boardWords);
  readonly #bytes = new Uint8Array(this.#cells.buffer);
  /** Seals of each slot. */
  readonly #seals = new Int32Array(sealedUses * maxCallsPerLane);
  /** Number of the use of each slot. */
  readonly #uses: number[] = [];
  /** By slot: its call has started, which nothing takes back. */
  readonly #started: boolean[] = [];
  /** Counters at the last reading. */
  readonly #counted = new Int32Array(headWords);
  #isForged = false;
  #isClosed = false;

  readonly #file: number;

  constructor(file: number) {
    this.#file = file;
  }

  refresh(slots: number = this.#uses.length): void {
    this.#read(slotStart(slots) * wordBytes);
    for (let slot = 0; slot < slots; slot++) {
      if (this.claim(slot) === "started") this.#started[slot] = true;
      else if (this.#started[slot]) this.#isForged = true;
    }
  }

  refreshTaken(): void {
    this.#read(headWords * wordBytes);
  }

  /** By what the lane wrote, which an action may have forged; `mayHaveStarted` cannot be. */
  claim(slot: number): Claim {
    const written = this.#word(slotStart(slot));
    const claim = written >> 2 === this.#uses[slot] ? claimOf(written & 3) : "waiting";
    return claim === "dropped" ? "waiting" : claim; // no lane writes that
  }

  mayHaveStarted(slot: number): boolean {
    if (this.#started[slot]) return true;
    const index = sealIndex(this.#uses[slot] ?? 0);
    return this.#word(slotStart(slot) + index) !== this.#seals[slot * sealedUses + index - 2];
  }

  drop(): boolean {
    return false;
  }

  reset(slot: number): void {
    const isFirst = this.#uses[slot] === undefined;
    const use = nextUse(this.#uses[slot]);
    this.#uses[slot] = use;
    this.#started[slot] = false;
    if (isFirst || (use & (sealedUses - 1)) === 0) this.#seal(slot);
  }

  taken(): number {
    return this.#word(words.taken);
  }

  abortSeen(): number {
    return this.#word(words.abortSeen);
  }

  /** The slot that started last, if that was after the last `flush`. */
  runningSlot(): number {
    let latest = this.#word(words.startedAtFlush);
    let running = -1;
    for (let slot = 0; slot < this.#uses.length; slot++) {
      const started = this.#word(slotStart(slot) + 1);
      if (((started - latest) | 0) <= 0) continue; // modulo 2^32
      latest = started;
      running = slot;
    }
    return running;
  }

  /** Not needed: a call whose function runs does not count as taken before the lane flushes. */
  isRunning(): boolean {
    return false;
  }

  isForged(): boolean {
    return this.#isForged;
  }

  isResized(): boolean {
    return !this.#isClosed && fstatSync(this.#file).size !== boardBytes;
  }

  close(): void {
    if (this.#isClosed) return;
    if (this.isResized()) ftruncateSync(this.#file, 0); // a process that the lane started may have it open still
    this.#isClosed = true;
    fs.closeSync(this.#file);
  }

  #word(index: number): number {
    return this.#cells[index] ?? 0;
  }

  /** Writes new seals for the next uses of a slot, which no call has. */
  #seal(slot: number): void {
    const seals = this.#seals.subarray(slot * sealedUses, (slot + 1) * sealedUses);
    fillSeals(seals);
    const at = slotStart(slot) + 2;
    this.#cells.set(seals, at);
    if (!this.#isClosed) writeSync(this.#file, this.#bytes, at * wordBytes, seals.byteLength, at * wordBytes);
  }

  #read(count: number): void {
    if (this.#isClosed) return;
    const read = readSync(this.#file, this.#bytes, 0, count, 0);
    if (read < count) {
      this.#bytes.fill(0, read, count); // it was cut off
      this.#isForged = true;
    }
    for (let index = 0; index < headWords; index++) {
      const change = (this.#word(index) - (this.#counted[index] ?? 0)) | 0; // modulo 2^32
      if (change < 0) this.#isForged = true;
      this.#counted[index] = this.#word(index);
    }
  }
}
