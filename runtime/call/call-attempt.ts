import type { AbortReason } from "../backend/abort-reason.js";
import type { ActionPlan } from "../backend/action-plan.js";
import type { Attempt, CallHolder } from "../backend/backend.js";
import type { Outcome } from "../backend/outcome.js";
import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { LaneKind } from "../contract/lane-kind.js";
import type { SecretValues } from "../secrets/resolve.js";
import { guardCallback } from "../telemetry/guard-callback.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import type { Call } from "./call.js";
import type { Permit } from "./concurrency-gate.js";

/** One attempt of a `Call`: passes its outcome to the call, and its log to the caller and to events. */
export class CallAttempt implements Attempt, CallHolder {
  readonly plan: ActionPlan;
  readonly args: JsonObject;
  readonly weight: number;
  readonly secrets: SecretValues | undefined;
  readonly isolation: LaneKind;
  readonly isExclusive: boolean;
  readonly reportsStart: boolean;
  readonly domain: string;
  readonly tenant: string;
  lane: LaneFacts | undefined = undefined;
  /** The backend's side of it. */
  #submitted: CallHolder | undefined = undefined;
  /** Its number among the attempts of the call, from 1. */
  readonly #number: number;
  readonly #onLog: ((line: LogLine) => void) | undefined;
  readonly #onProgress: ((fraction: number, message?: string) => void) | undefined;
  readonly #call: Call;
  readonly #permit: Permit | undefined;

  constructor(
    call: Call,
    { domain, tenant }: { readonly domain: string; readonly tenant: string },
    permit: Permit | undefined,
  ) {
    const { action, taken, options } = call;
    this.#call = call;
    this.domain = domain;
    this.tenant = tenant;
    this.#permit = permit;
    this.#number = call.attempts;
    this.plan = action.plan;
    // In process the function gets this very object and may change it.
    this.args = action.built.limits.retries ? structuredClone(taken.args) : taken.args;
    this.weight = taken.weight;
    this.secrets = call.secrets;
    this.isolation = action.isolation;
    this.isExclusive = action.isExclusive;
    this.reportsStart = call.owner.hub.hasListeners;
    this.#onLog = options.onLog && guardCallback("onLog", options.onLog);
    this.#onProgress = options.onProgress && guardCallback("onProgress", options.onProgress);
  }

  get id(): string {
    return this.#call.id;
  }

  /** Hands it to a backend. */
  submit(): void {
    this.#submitted = this.#call.build.backend.submit(this);
  }

  abandon(reason: AbortReason): void {
    this.#submitted?.abandon(reason);
    this.#permit?.releaseSoon();
  }

  onEnded(outcome: Outcome): void {
    if (outcome.kind === "value") this.#call.succeed(outcome.value);
    else this.#call.owner.onFailed(this.#call, outcome);
    this.#permit?.release();
  }

  onGone(): void {
    this.#permit?.release();
  }

  onStarted(at: number): void {
    if (!this.reportsStart) return;
    const { domain, lane, plan } = this;
    this.#call.owner.hub.emit({
      kind: "started",
      call: this.id,
      action: plan.key,
      domain,
      ...(lane && { lane: lane.id }),
      attempt: this.#number,
      at,
    });
  }

  onLog(line: LogLine): void {
    this.#onLog?.(line);
    if (!this.reportsStart) return;
    this.#call.owner.hub.emit({ kind: "log", call: this.id, action: this.plan.key, line });
  }

  onProgress(fraction: number, message?: string): void {
    this.#onProgress?.(fraction, message);
    if (!this.reportsStart) return;
    const about = { call: this.id, action: this.plan.key, fraction };
    this.#call.owner.hub.emit({ kind: "progress", ...about, ...(message !== undefined && { message }) });
  }
}
