import type { NoValue } from "../backend/outcome.js";
import { ActionError } from "../contract/action-error.js";
import type { JsonObject } from "../contract/json.js";
import type { Soon } from "../secrets/follow.js";
import { givenValues } from "../secrets/given-values.js";
import { CallRedaction, type Redactor } from "../secrets/redact.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { EventHub } from "../telemetry/event-hub.js";
import type { CallOutcome } from "../telemetry/events.js";
import type { ActiveBuilds } from "./active-build.js";
import type { KnownAction } from "./admission.js";
import type { Call, CallOwner } from "./call.js";
import { CallAttempt } from "./call-attempt.js";
import { errorOf, queueFull, redactError } from "./call-errors.js";
import { Gates, type Permit } from "./concurrency-gate.js";
import { backoffMs, mayRunAgain } from "./retry.js";
import type { Statistics } from "./statistics.js";
import { TenantShares } from "./tenant-shares.js";

/** Parts of a runtime that lead its calls to their answers. */
export interface DispatcherParts {
  readonly builds: ActiveBuilds;
  readonly statistics: Statistics;
  readonly hub: EventHub;
  /** Redacts what the host itself says of calls. */
  readonly redactor: Redactor;
  readonly queueLimit: number;
  /** `"all"`: one domain for every call. */
  readonly sharing: "domain" | "all";
}

/** Leads calls to their answers: admission, `@concurrency`, attempts, retries, and the move to a newer build. */
export class Dispatcher implements CallOwner {
  readonly idPrefix: string = Math.random().toString(36).slice(2, 8).padEnd(6, "0");
  readonly hub: EventHub;
  /** No call moves to a newer build any more. */
  isClosing = false;
  readonly #gates = new Gates();
  readonly #shares = new TenantShares();
  /** Number of calls between two attempts. */
  #pausing = 0;
  readonly #parts: DispatcherParts;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.hub = parts.hub;
  }

  /** Number of accepted calls that wait for `@concurrency` or for their next attempt. */
  get waiting(): number {
    return this.#gates.waiting + this.#pausing;
  }

  /** Starts a call with the arguments as they are now. */
  dispatch(call: Call, args: JsonObject): void {
    const { build, action, options } = call;
    build.pending.add(call);
    if (options.signal) call.listen(options.signal);
    if (call.isOver) return;
    let secrets: Soon<SecretValues | undefined>;
    try {
      call.taken = build.admission.take(action.key, args);
      secrets = build.admission.admit(action, call.taken, call);
    } catch (error) {
      this.#refuse(call, error as Error);
      return;
    }
    if (secrets instanceof Promise) this.#acceptLater(call, secrets).catch((error: Error) => this.#refuse(call, error));
    else this.#accept(call, secrets);
  }

  onAnswered(call: Call, outcome: CallOutcome): void {
    const { build, action, attempt } = call;
    const { builds, statistics, hub } = this.#parts;
    build.pending.delete(call);
    if (call.isAccepted) this.#shares.remove(call.options.domain);
    const ms = performance.now() - call.startMs;
    const { domain } = attempt ?? this.#placeOf(action, call.options.domain);
    statistics.count(outcome, ms, { action: action.tally, domain, lane: attempt?.lane });
    if (hub.hasListeners) {
      hub.emit({ kind: "finished", call: call.id, action: action.key, outcome, ms, attempts: call.attempts });
    }
    builds.closeIfDone(build);
  }

  onFailed(call: Call, outcome: NoValue): void {
    call.holder = undefined;
    this.#retryOrFail(call, outcome).catch((error: Error) => call.fail(error));
  }

  async #acceptLater(call: Call, admission: Promise<SecretValues | undefined>): Promise<void> {
    let secrets: SecretValues | undefined;
    try {
      secrets = await admission;
    } catch (error) {
      const isGone = error instanceof ActionError && error.code === "NOT_BUILT";
      if (isGone && (await this.#moveToNewerBuild(call))) return;
      throw error;
    }
    this.#accept(call, secrets);
  }

  #accept(call: Call, secrets: SecretValues | undefined): void {
    if (call.isOver) return;
    if (secrets) {
      call.secrets = secrets;
      this.#parts.redactor.learn(secrets);
    }
    if (!call.isAccepted) {
      const { domain: tenant } = call.options;
      if (this.#isFull() && !this.#shares.hasRoom(tenant, this.#parts.queueLimit)) {
        call.fail(queueFull(call.action.key));
        return;
      }
      call.isAccepted = true;
      this.#shares.add(tenant);
    }
    this.#enterGate(call);
  }

  /**
   * Answers a call that is not admitted. What it was given may stand in the error, so values of its secrets are looked up for
   * redaction alone where arguments do not fit.
   */
  #refuse(call: Call, error: Error): void {
    const { action, build, options } = call;
    const { redactor } = this.#parts;
    const answer = (secrets: SecretValues = {}): void =>
      call.fail(error instanceof ActionError ? redactError(error, new CallRedaction(redactor, secrets)) : error);
    const isInvalid = error instanceof ActionError && error.code === "INVALID_INPUT";
    if (!isInvalid || action.built.secrets.length === 0) answer(givenValues(options.secrets));
    else build.admission.lookUp(action, call).then(answer, () => answer(givenValues(options.secrets)));
  }

  #enterGate(call: Call): void {
    const { key, built } = call.action;
    const { concurrency } = built.limits;
    if (concurrency === undefined) {
      this.#attempt(call);
      return;
    }
    const line = this.#gates.of(key, concurrency).pass((permit) => this.#attempt(call, permit));
    if (line) call.holder = line;
  }

  #attempt(call: Call, permit?: Permit): void {
    call.attempts++;
    const attempt = new CallAttempt(call, this.#placeOf(call.action, call.options.domain), permit);
    call.attempt = attempt;
    attempt.submit();
    call.holder = attempt;
  }

  async #retryOrFail(call: Call, outcome: NoValue): Promise<void> {
    if (outcome.kind === "not-built") {
      call.attempts--; // it never started
      if (await this.#moveToNewerBuild(call)) return;
    }
    if (this.#retry(call, outcome)) return;
    const { action, secrets = {} } = call;
    call.fail(errorOf({ action, redaction: new CallRedaction(this.#parts.redactor, secrets) }, outcome));
  }

  /** Attempts a call again after a pause; false unless that is allowed, harmless and in time. */
  #retry(call: Call, outcome: NoValue): boolean {
    const { action, attempts } = call;
    const { retries = 0 } = action.built.limits;
    if (call.isOver || attempts > retries || !mayRunAgain(outcome, action.built)) return false;
    const pauseMs = backoffMs(attempts, outcome);
    if (pauseMs >= call.remainingMs) return false;
    this.#pausing++;
    const timer = setTimeout(() => {
      this.#pausing--;
      this.#enterGate(call);
    }, pauseMs);
    call.holder = {
      abandon: () => {
        this.#pausing--;
        clearTimeout(timer);
      },
    };
    return true;
  }

  /** Moves a call that has not started, because files of its build are gone, to a newer build; false if there is none. */
  async #moveToNewerBuild(call: Call): Promise<boolean> {
    const { builds } = this.#parts;
    await builds.reloaded;
    const { build: earlier, action } = call;
    const { current } = builds;
    if (earlier === current || call.isOver || this.isClosing) return call.isOver;
    const renewed = current.admission.find(action.key);
    if (!renewed) throw current.admission.notFound(action.key);
    earlier.pending.delete(call);
    current.pending.add(call);
    call.build = current;
    call.action = renewed;
    builds.closeIfDone(earlier);
    await this.#acceptLater(call, Promise.resolve(current.admission.admit(renewed, call.taken, call)));
    return true;
  }

  #isFull(): boolean {
    const { builds, queueLimit } = this.#parts;
    // The exact number costs a look at every lane, so it is counted only where there could be too many.
    return builds.pending > queueLimit && builds.unstarted + this.waiting >= queueLimit;
  }

  /** Returns the domain of a call, and the tenant whose share of the lanes it takes from. */
  #placeOf(action: KnownAction, tenant: string | undefined): { readonly domain: string; readonly tenant: string } {
    const isShared = this.#parts.sharing === "all" && !action.plan.permissions;
    // An action that may do more than others shares lanes with no other action.
    const own = action.plan.permissions ? `${action.key}:${action.secretNames}` : action.domain;
    // The mark before the tenant, which may be any text: no tenant can name itself into the lanes of another.
    const kind = `${isShared ? "all" : own}${action.isExclusive ? "!" : ""}`;
    // No call without a tenant shares its lanes with one whose tenant is "".
    if (isShared || tenant === undefined) return { domain: kind, tenant: "" };
    return { domain: `${kind}@${tenant}`, tenant: `@${tenant}` };
  }
}
