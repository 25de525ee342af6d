import fs from "node:fs";
import { type Claim, claims, type LaneBoard } from "./board.js";
import { boardBytes, headWords, nextUse, sealIndex, slotStart, wordBytes, words } from "./file-board-layout.js";

// Taken before any action runs: a replacement by an action must not stand between a lane and its board.
const { writeSync } = fs;

/** The lane's side of a board in a file. */
export class LaneFileBoard implements LaneBoard {
  readonly #bytes = new Uint8Array(boardBytes);
  readonly #cells = new Int32Array(this.#bytes.buffer);
  /** Number of the use of each slot. */
  readonly #uses: number[] = [];
  readonly #claims: Claim[] = [];
  #started = 0;
  #taken = 0;
  #flushed = { started: 0, taken: 0 };

  readonly #file: number;

  constructor(file: number) {
    this.#file = file;
  }

  arrive(slot: number): void {
    this.#uses[slot] = nextUse(this.#uses[slot]);
    this.#claims[slot] = "waiting";
  }

  load(slot: number): boolean {
    return this.#claims[slot] === "waiting" && this.#claim(slot, "loading");
  }

  loaded(slot: number): void {
    this.#claim(slot, "waiting");
  }

  start(slot: number): boolean {
    const isStarted = this.#claim(slot, "started");
    if (isStarted) this.leave();
    return isStarted;
  }

  returned(): void {}

  leave(): void {
    this.#taken = (this.#taken + 1) | 0;
  }

  drop(slot: number): void {
    if (this.#claims[slot] !== "started") this.#claims[slot] = "dropped";
  }

  setAbortSeen(sequence: number): void {
    this.#set(words.abortSeen, sequence);
    this.#write(words.abortSeen, 1);
  }

  flush(): void {
    if (this.#flushed.taken === this.#taken && this.#flushed.started === this.#started) return;
    this.#flushed = { started: this.#started, taken: this.#taken };
    this.#set(words.taken, this.#taken);
    this.#set(words.startedAtFlush, this.#started);
    this.#write(0, headWords);
  }

  #claim(slot: number, to: "waiting" | "loading" | "started"): boolean {
    if (this.#claims[slot] === "dropped") return false;
    this.#claims[slot] = to;
    const at = slotStart(slot);
    const use = this.#uses[slot] ?? 0;
    this.#set(at, (use << 2) | claims[to]);
    if (to === "started") {
      this.#started = (this.#started + 1) | 0;
      this.#set(at + 1, this.#started);
      this.#write(at, sealIndex(use) + 1); // zeros break the seal, and those of earlier uses again
    } else this.#write(at, 1);
    return true;
  }

  #set(index: number, value: number): void {
    this.#cells[index] = value;
  }

  #write(from: number, count: number): void {
    writeSync(this.#file, this.#bytes, from * wordBytes, count * wordBytes, from * wordBytes);
  }
}
