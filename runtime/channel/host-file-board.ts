import fs from "node:fs";
import { type Claim, claimOf, type HostBoard } from "./board.js";
import { boardWords, headWords, nextUse, slotWords, wordBytes, words } from "./file-board-layout.js";

const { readSync } = fs;

/**
 * The host's side of a board in a file, which `close` closes. It cannot take back a call that the lane has, because there is
 * no compare-and-swap between processes: the caller has its answer by then, and the lane is told.
 */
export class HostFileBoard implements HostBoard {
  readonly #cells = new Int32Array(boardWords);
  readonly #bytes = new Uint8Array(this.#cells.buffer);
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

  refresh(): void {
    this.#read((headWords + slotWords * this.#uses.length) * wordBytes);
    for (let slot = 0; slot < this.#uses.length; slot++) {
      if (this.claim(slot) === "started") this.#started[slot] = true;
      else if (this.#started[slot]) this.#isForged = true;
    }
  }

  refreshTaken(): void {
    this.#read(headWords * wordBytes);
  }

  claim(slot: number): Claim {
    const written = this.#word(headWords + slotWords * slot);
    return written >> 2 === this.#uses[slot] ? claimOf(written & 3) : "waiting";
  }

  drop(): boolean {
    return false;
  }

  reset(slot: number): void {
    this.#uses[slot] = nextUse(this.#uses[slot]);
    this.#started[slot] = false;
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
      const started = this.#word(headWords + slotWords * slot + 1);
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

  recordStarted(slot: number): void {
    this.#started[slot] = true;
  }

  isForged(): boolean {
    return this.#isForged;
  }

  close(): void {
    if (!this.#isClosed) fs.closeSync(this.#file);
    this.#isClosed = true;
  }

  #word(index: number): number {
    return this.#cells[index] ?? 0;
  }

  #read(count: number): void {
    if (this.#isClosed) return;
    readSync(this.#file, this.#bytes, 0, count, 0);
    for (let index = 0; index < headWords; index++) {
      const change = (this.#word(index) - (this.#counted[index] ?? 0)) | 0; // modulo 2^32
      if (change < 0) this.#isForged = true;
      this.#counted[index] = this.#word(index);
    }
  }
}
