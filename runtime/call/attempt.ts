import type { Plan } from "../backend/action-plan.js";
import type { AdmittedCall } from "../backend/backend.js";
import type { Outcome } from "../backend/outcome.js";
import type { JsonObject } from "../contract/json.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { EventHub } from "../telemetry/event-hub.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import type { Admitted } from "./admission.js";
import { listenersOf } from "./call-listeners.js";
import type { Permit } from "./concurrency-gate.js";
import type { Submission } from "./submission.js";

/** Hears how attempts end. */
export interface AttemptListener {
  readonly hub: EventHub;
  ended(attempt: Attempt, outcome: Outcome): void;
}

/** One time that a call is handed to a backend. A class: there is one for every call, and closures would cost more. */
export class Attempt implements AdmittedCall {
  readonly plan: Plan;
  readonly args: JsonObject;
  readonly weight: number;
  readonly secrets: SecretValues | undefined;
  readonly isExclusive: boolean;
  lane: LaneFacts | undefined = undefined;
  readonly onStarted: AdmittedCall["onStarted"];
  readonly onLog: AdmittedCall["onLog"];
  readonly onProgress: AdmittedCall["onProgress"];

  readonly #listener: AttemptListener;

  constructor(
    listener: AttemptListener,
    readonly submission: Submission,
    { args, weight, secrets }: Admitted,
    readonly domain: string,
    readonly permit: Permit | undefined,
  ) {
    this.#listener = listener;

    const { action } = submission;
    this.plan = action.plan;
    // In process the function gets this very object and may change it.
    this.args = action.built.limits.retries ? structuredClone(args) : args;
    this.weight = weight;
    this.secrets = secrets;
    this.isExclusive = action.isExclusive;
    const { onStarted, onLog, onProgress } = listenersOf(submission, listener.hub);
    this.onStarted = onStarted;
    this.onLog = onLog;
    this.onProgress = onProgress;
  }

  get id(): string {
    return this.submission.id;
  }

  get onGone(): (() => void) | undefined {
    return this.permit?.release;
  }

  ended(outcome: Outcome): void {
    this.#listener.ended(this, outcome);
  }
}
