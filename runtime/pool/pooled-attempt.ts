import type { AbortReason } from "../backend/abort-reason.js";
import type { Attempt, CallHolder } from "../backend/backend.js";
import type { Ticket } from "../queue/fair-queue.js";

/** A lane, as an attempt in one of its slots knows it. */
export interface AttemptLane {
  abandon(slot: number, reason: AbortReason): void;
}

/** The pool, as its attempts know it. */
export interface AttemptPool {
  /** Removes an attempt that no lane has from the queue of its domain. */
  drop(pooled: PooledAttempt, ticket: Ticket<PooledAttempt> | undefined): void;
}

/** State of an attempt in the pool. `over`: it has ended, or was abandoned. */
export type PooledState =
  | { readonly kind: "queued"; readonly ticket: Ticket<PooledAttempt> }
  | { readonly kind: "in-lane"; readonly lane: AttemptLane; readonly slot: number }
  | { readonly kind: "over" };

const over: PooledState = { kind: "over" };

/** An attempt on its way through the pool: in the queue of its domain, then in one lane after another until one has started it. */
export class PooledAttempt implements CallHolder {
  state: PooledState = over;
  /** Number of lanes that it may have ended before it started. */
  losses = 0;

  readonly #pool: AttemptPool;

  constructor(
    readonly attempt: Attempt,
    pool: AttemptPool,
  ) {
    this.#pool = pool;
  }

  get isOver(): boolean {
    return this.state.kind === "over";
  }

  end(): void {
    this.state = over;
  }

  abandon(reason: AbortReason): void {
    const { state } = this;
    this.state = over;
    if (state.kind === "in-lane") state.lane.abandon(state.slot, reason);
    else this.#pool.drop(this, state.kind === "queued" ? state.ticket : undefined);
  }
}
