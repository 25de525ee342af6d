import type { AdmittedCall } from "../backend/backend.js";
import { maxForsaken, maxWeight } from "./lane-limits.js";

/** What takes a slot. */
interface Seated {
  readonly admitted: AdmittedCall;
  /** `over`: nobody waits for it. */
  readonly place: { readonly kind: string };
}

/** The calls of a lane by slot; each stays until the lane has told its end, whether or not somebody waits for it. */
export class Slots<Call extends Seated> {
  readonly #calls: (Call | undefined)[] = [];
  readonly #free: number[] = [];
  /** Calls that somebody waits for. */
  live = 0;
  /** When there last was such a call, on the monotonic clock. */
  lastUsed: number = performance.now();
  /** How long the arguments of all are together. */
  weight = 0;
  /** The same of calls that nobody waits for. */
  #forsakenWeight = 0;

  get taken(): number {
    return this.#calls.length - this.#free.length;
  }

  /** Calls that nobody waits for and that have not ended. */
  get forsaken(): number {
    return this.taken - this.live;
  }

  /** Too many calls go on that nobody waits for, or so long ones that no other finds room. */
  get isForsaken(): boolean {
    return this.forsaken > maxForsaken || this.#forsakenWeight >= maxWeight;
  }

  at(slot: number): Call | undefined {
    return this.#calls[slot];
  }

  /** The call of a slot if somebody waits for it. */
  waitedFor(slot: number): Call | undefined {
    const call = this.#calls[slot];
    return call?.place.kind === "over" ? undefined : call;
  }

  entries(): IterableIterator<[number, Call | undefined]> {
    return this.#calls.entries();
  }

  /** The slot that the next call gets. */
  next(): number {
    return this.#free.pop() ?? this.#calls.length;
  }

  put(slot: number, call: Call): void {
    this.#calls[slot] = call;
    this.live++;
    this.weight += call.admitted.weight;
  }

  /** Nobody waits for a call any more. */
  forsake(slot: number): void {
    this.#forsakenWeight += this.#calls[slot]?.admitted.weight ?? 0;
    this.#countDown();
  }

  /** Frees the slot of a call that has ended in the lane; undefined if nobody waits for it any more. */
  release(slot: number): Call | undefined {
    const call = this.#calls[slot];
    if (!call) return undefined;
    this.#calls[slot] = undefined;
    this.#free.push(slot);
    this.weight -= call.admitted.weight;
    if (call.place.kind !== "over") {
      this.#countDown();
      return call;
    }
    this.#forsakenWeight -= call.admitted.weight;
    call.admitted.onGone?.();
    return undefined;
  }

  /** Takes all calls out: those that somebody waits for, and where they were. */
  clear(): readonly { readonly call: Call; readonly slot: number }[] {
    const all = this.#calls.flatMap((call, slot) => (call ? { call, slot } : []));
    for (const { call } of all) if (call.place.kind === "over") call.admitted.onGone?.();
    this.#calls.length = 0;
    this.#free.length = 0;
    this.live = 0;
    return all.filter(({ call }) => call.place.kind !== "over");
  }

  #countDown(): void {
    this.live--;
    if (this.live === 0) this.lastUsed = performance.now();
  }
}
