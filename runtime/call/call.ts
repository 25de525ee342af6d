import type { AbortReason } from "../backend/abort-reason.js";
import type { Attempt, CallHolder } from "../backend/backend.js";
import type { NoValue } from "../backend/outcome.js";
import { ActionError } from "../contract/action-error.js";
import type { Json } from "../contract/json.js";
import { maxTimerMs } from "../contract/limits.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { EventHub } from "../telemetry/event-hub.js";
import type { CallOutcome } from "../telemetry/events.js";
import { onAbort } from "./abort-listeners.js";
import type { ActiveBuild, PendingCall } from "./active-build.js";
import type { AdmittedCall, KnownAction, TakenArgs } from "./admission.js";
import { givenUp } from "./call-errors.js";
import { Cancellation } from "./cancellation.js";
import type { RunOptions } from "./options.js";

/** Receives the ends of calls and of their attempts. */
export interface CallOwner {
  /** First part of the ids of its calls. */
  readonly idPrefix: string;
  readonly hub: EventHub;
  /** The caller has its answer. */
  onAnswered(call: Call, outcome: CallOutcome): void;
  /** The latest attempt ended without a value. */
  onFailed(call: Call, outcome: NoValue): void;
}

/** One `run()` as it was requested. */
export interface CallRequest {
  /** The number of the call in its runtime. */
  readonly sequence: number;
  readonly build: ActiveBuild;
  readonly action: KnownAction;
  readonly options: RunOptions;
  readonly timeoutMs: number;
}

const noop = (): void => {};
const notTaken: TakenArgs = { args: {}, weight: 0 };

/** One `run()` until its one answer. Its time limit and its cancellation hold throughout, whatever has the call. */
export class Call implements PendingCall, AdmittedCall {
  readonly answer: Promise<Json>;
  /** Time of `run()` on the monotonic clock, in milliseconds. */
  readonly startMs: number = performance.now();
  readonly options: RunOptions;
  build: ActiveBuild;
  action: KnownAction;
  index = -1;
  isOver = false;
  /** Counted against `queueLimit` already. */
  isAccepted = false;
  /** Number of attempts so far. */
  attempts = 0;
  /** The caller's arguments as they were when the call was made. */
  taken: TakenArgs = notTaken;
  secrets: SecretValues | undefined = undefined;
  /** The latest attempt. */
  attempt: Attempt | undefined = undefined;
  /** Has the call at the moment, and abandons it when it is given up. */
  holder: CallHolder | undefined = undefined;
  #resolve: (value: Json) => void = noop;
  #reject: (error: Error) => void = noop;
  #stopListening: (() => void) | undefined = undefined;
  /** Keeps the process alive as well: calls do that, an idle runtime does not. */
  readonly #timer: NodeJS.Timeout;
  readonly #timeoutMs: number;
  readonly #sequence: number;

  constructor(
    readonly owner: CallOwner,
    { sequence, build, action, options, timeoutMs }: CallRequest,
  ) {
    this.#sequence = sequence;
    this.build = build;
    this.action = action;
    this.options = options;
    this.#timeoutMs = timeoutMs;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = timeoutMs <= maxTimerMs ? setTimeout(expire, timeoutMs, this) : setInterval(noop, maxTimerMs);
  }

  get id(): string {
    return this.options.id ?? `${this.owner.idPrefix}-${this.#sequence}`;
  }

  /** Milliseconds until its time is over. */
  get remainingMs(): number {
    return this.startMs + this.#timeoutMs - performance.now();
  }

  /** Cancels the call when the caller's signal aborts; at once if it has. */
  listen(signal: AbortSignal): void {
    this.#stopListening = onAbort(signal, () => this.giveUp("cancelled"));
  }

  beginAdmission(): Cancellation {
    const cancellation = new Cancellation();
    this.holder = cancellation;
    return cancellation;
  }

  succeed(value: Json): void {
    if (this.#end("ok")) this.#resolve(value);
  }

  fail(error: Error): void {
    if (error instanceof ActionError) {
      if (this.#end(error.code)) this.#reject(error.of(this.id, this.attempts));
    } else if (this.#end("ACTION_FAILED")) this.#reject(error);
  }

  /** Answers the caller with an error at once, and ends the call where it runs as soon as possible. */
  giveUp(reason: AbortReason): void {
    if (this.isOver) return;
    this.fail(givenUp(reason, this.action.key, this.#timeoutMs));
    this.holder?.abandon(reason);
  }

  #end(outcome: CallOutcome): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.secrets = undefined;
    this.owner.onAnswered(this, outcome);
    return true;
  }
}

function expire(call: Call): void {
  call.giveUp("timeout");
}
