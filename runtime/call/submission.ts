import type { AdmittedCall } from "../backend/backend.js";
import type { CallOutcome } from "../telemetry/events.js";
import type { Admitted, KnownAction, TakenArgs } from "./admission.js";
import type { Generation } from "./build-generation.js";
import type { RunOptions } from "./options.js";
import { type CallKeeper, PendingCall } from "./pending-call.js";
import type { Pending } from "./pending-calls.js";

/** Hears of the end of calls. */
export interface SubmissionListener {
  /** What its calls' ids begin with. */
  readonly idPrefix: string;
  over(submission: Submission, outcome: CallOutcome): void;
}

/** A call with all that is needed to try it again. */
export class Submission implements CallKeeper, Pending {
  readonly call: PendingCall;
  attempts = 0;
  place = -1;
  /** What the caller gave, until it was judged. */
  taken: TakenArgs | undefined = undefined;
  admitted: Admitted | undefined = undefined;
  /** The latest attempt. */
  placed: AdmittedCall | undefined = undefined;

  readonly #listener: SubmissionListener;
  readonly #sequence: number;

  constructor(
    listener: SubmissionListener,
    sequence: number,
    public generation: Generation,
    public action: KnownAction,
    readonly options: RunOptions,
    timeout: number,
  ) {
    this.#listener = listener;
    this.#sequence = sequence;

    this.call = new PendingCall(this, timeout);
  }

  get key(): string {
    return this.action.key;
  }

  get id(): string {
    return this.options.id ?? `${this.#listener.idPrefix}-${this.#sequence}`;
  }

  over(outcome: CallOutcome): void {
    this.#listener.over(this, outcome);
  }
}
