import { maxAbandonedPerLane, maxArgumentsPerLaneChars } from "../contract/limits.js";
import type { PooledAttempt } from "./pooled-attempt.js";

/** Calls of a lane by slot. Each stays until the lane has reported its end, also if it was abandoned. */
export class Slots {
  readonly #calls: (PooledAttempt | undefined)[] = [];
  readonly #free: number[] = [];
  /** Number of calls that were not abandoned. */
  live = 0;
  /** Time at which there last was such a call, on the monotonic clock. */
  lastUsed: number = performance.now();
  /** Length of the arguments of all calls. */
  weight = 0;
  /** Length of the arguments of abandoned calls. */
  #abandonedWeight = 0;

  get occupied(): number {
    return this.#calls.length - this.#free.length;
  }

  /** Number of slots from the first to the last that may be occupied. */
  get size(): number {
    return this.#calls.length;
  }

  /** Number of abandoned calls that have not ended. */
  get abandoned(): number {
    return this.occupied - this.live;
  }

  /** Too many abandoned calls still run, or their arguments leave no room for other calls. */
  get hasTooManyAbandoned(): boolean {
    return this.abandoned > maxAbandonedPerLane || this.#abandonedWeight >= maxArgumentsPerLaneChars;
  }

  at(slot: number): PooledAttempt | undefined {
    return this.#calls[slot];
  }

  /** Returns the call of a slot unless it was abandoned. */
  liveAt(slot: number): PooledAttempt | undefined {
    const call = this.#calls[slot];
    return call?.isOver ? undefined : call;
  }

  entries(): IterableIterator<[number, PooledAttempt | undefined]> {
    return this.#calls.entries();
  }

  /** Returns the slot for the next call. */
  next(): number {
    return this.#free.pop() ?? this.#calls.length;
  }

  put(slot: number, call: PooledAttempt): void {
    this.#calls[slot] = call;
    this.live++;
    this.weight += call.attempt.weight;
  }

  /** Counts a call as abandoned. */
  abandon(slot: number): void {
    this.#abandonedWeight += this.#calls[slot]?.attempt.weight ?? 0;
    this.#countDown();
  }

  /** Frees the slot of a call that has ended in the lane, and returns the call unless it was abandoned. */
  release(slot: number): PooledAttempt | undefined {
    const call = this.#calls[slot];
    if (!call) return undefined;
    this.#calls[slot] = undefined;
    this.#free.push(slot);
    if (this.occupied === 0) this.#startAnew();
    this.weight -= call.attempt.weight;
    if (!call.isOver) {
      this.#countDown();
      return call;
    }
    this.#abandonedWeight -= call.attempt.weight;
    call.attempt.onGone();
    return undefined;
  }

  /** Removes all calls and returns the live ones with their slots. */
  clear(): readonly { readonly call: PooledAttempt; readonly slot: number }[] {
    const all = this.#calls.flatMap((call, slot) => (call ? { call, slot } : []));
    for (const { call } of all) if (call.isOver) call.attempt.onGone();
    this.#startAnew();
    this.live = 0;
    return all.filter(({ call }) => !call.isOver);
  }

  /** Gives the first slots out again: the board is read up to the last one, which after many calls at once would be far. */
  #startAnew(): void {
    this.#calls.length = 0;
    this.#free.length = 0;
  }

  #countDown(): void {
    this.live--;
    if (this.live === 0) this.lastUsed = performance.now();
  }
}
