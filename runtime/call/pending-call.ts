import type { AbortReason } from "../backend/abort-reason.js";
import type { Abandon } from "../backend/backend.js";
import { ActionError } from "../contract/action-error.js";
import type { Json } from "../contract/json.js";
import type { CallOutcome } from "../telemetry/events.js";
import { onAbort } from "./abort-listeners.js";

/** Whoever keeps a call until it is over. */
export interface CallKeeper {
  /** The key of its action. */
  readonly key: string;
  /** The id of the call. */
  readonly id: string;
  /** How often it was handed to a lane. */
  readonly attempts: number;
  /** The caller has its answer. */
  over(outcome: CallOutcome): void;
}

/** Node's timers go no further; what is longer than 24 days has no limit. */
const maxTimer = 2 ** 31 - 1;
const ignore = (): void => {};

/** A call from `run()` to its one answer, wherever it is in between: time and cancellation hold throughout. */
export class PendingCall {
  readonly answer: Promise<Json>;
  /** When it was made, on the monotonic clock. */
  readonly began: number = performance.now();
  isOver = false;
  #resolve: (value: Json) => void = ignore;
  #reject: (error: Error) => void = ignore;
  #stopListening: (() => void) | undefined = undefined;
  #abandon: Abandon | undefined = undefined;
  /** Holds the process as well: calls do, an idle runtime does not. */
  readonly #timer: NodeJS.Timeout;

  readonly #keeper: CallKeeper;
  /** Milliseconds from now. */
  readonly #timeout: number;

  constructor(keeper: CallKeeper, timeout: number) {
    this.#keeper = keeper;
    this.#timeout = timeout;

    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = timeout <= maxTimer ? setTimeout(expire, timeout, this) : setInterval(ignore, maxTimer);
  }

  /** Cancels the call when the caller's signal says so, which may be at once. */
  listen(signal: AbortSignal): void {
    this.#stopListening = onAbort(signal, () => this.#cancel());
  }

  /** How many milliseconds it has left. */
  get remaining(): number {
    return this.began + this.#timeout - performance.now();
  }

  /** From here on, giving the call up means telling whoever has it as well. */
  submitted(abandon: Abandon): void {
    this.#abandon = abandon;
  }

  succeed(value: Json): void {
    if (this.#finish("ok")) this.#resolve(value);
  }

  fail(error: Error): void {
    if (error instanceof ActionError) {
      if (this.#finish(error.code)) this.#reject(error.of(this.#keeper.id, this.#keeper.attempts));
    } else if (this.#finish("ACTION_FAILED")) this.#reject(error);
  }

  /** Ends the call for its caller at once, and where it runs as soon as may be. */
  giveUp(reason: AbortReason, error: ActionError): void {
    if (this.isOver) return;
    this.fail(error);
    this.#abandon?.(reason);
  }

  #finish(outcome: CallOutcome): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.#keeper.over(outcome);
    return true;
  }

  #cancel(): void {
    const action = this.#keeper.key;
    this.giveUp("cancelled", new ActionError({ code: "CANCELLED", action, message: `\`${action}\` was cancelled.` }));
  }

  /** @internal For the timer alone. */
  expire(): void {
    const action = this.#keeper.key;
    const message = `\`${action}\` did not end within ${this.#timeout} ms, waiting for a lane included.`;
    this.giveUp("timeout", new ActionError({ code: "TIMEOUT", action, message }));
  }
}

function expire(call: PendingCall): void {
  call.expire();
}
