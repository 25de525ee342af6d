import type { Backend } from "../backend/backend.js";
import type { NoValue, Outcome } from "../backend/outcome.js";
import { ActionError } from "../contract/action-error.js";
import type { Json, JsonObject } from "../contract/json.js";
import type { Build } from "../loader/read-build.js";
import type { EventHub, EventStream } from "../telemetry/event-hub.js";
import type { CallOutcome } from "../telemetry/events.js";
import type { Tally } from "../telemetry/tally.js";
import type { Admitted, KnownAction } from "./admission.js";
import { Attempt, type AttemptListener } from "./attempt.js";
import { Generation, Generations } from "./build-generation.js";
import { closed, errorOf, queueFull } from "./call-errors.js";
import { forsake, type Gate, Gates, type Permit } from "./concurrency-gate.js";
import type { Executor } from "./executor.js";
import {
  type CloseOptions,
  checkCloseOptions,
  checkEventOptions,
  checkRunOptions,
  type EventOptions,
  type ExecutorOptions,
  type RunOptions,
} from "./options.js";
import { backoffMs, mayRunAgain } from "./retry.js";
import { type RuntimeStats, Statistics } from "./statistics.js";
import { Submission, type SubmissionListener } from "./submission.js";

/** What a runtime is made of. */
export interface RuntimeParts {
  /** Reads the build as it is now. Rejects with `NOT_BUILT`. */
  readonly readBuild: () => Promise<Build>;
  readonly makeBackend: (build: Build) => Backend;
  readonly options: ExecutorOptions;
  readonly events: EventHub;
  /** `"all"`: one domain for every call. */
  readonly sharing: "domain" | "all";
}

const noOptions: RunOptions = {};

/** How long `close` waits for calls to end, in milliseconds; with the time for lanes to end it is less than 5 s. */
const drainMs = 4_000;

/** Judges calls in the caller, hands them to a backend, and makes what comes back a result or an `ActionError`. */
export class ActionRuntime implements Executor, SubmissionListener, AttemptListener {
  readonly idPrefix: string = Math.random().toString(36).slice(2, 8).padEnd(6, "0");
  readonly hub: EventHub;
  readonly #generations: Generations;
  readonly #statistics = new Statistics();
  readonly #gates = new Gates();
  #sequence = 0;
  /** Calls that wait for their next attempt. */
  #resting = 0;
  #reloading: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  readonly #parts: RuntimeParts;

  constructor(parts: RuntimeParts, build: Build) {
    this.#parts = parts;

    this.hub = parts.events;
    this.hub.watch((event) => this.#statistics.hear(event));
    this.#generations = new Generations(this.#open(build));
  }

  /** See `Runtime.run`. Waits for nothing that is already there: a call alone reaches its lane in this tick. */
  run(key: string, args: JsonObject, options: RunOptions = noOptions): Promise<Json> {
    try {
      return this.#begin(key, args, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  stats(): RuntimeStats {
    return this.#statistics.report(this.#generations.report(), this.#held);
  }

  events(options: EventOptions = {}): EventStream {
    checkEventOptions(options);
    return this.hub.stream(options.limit);
  }

  /** One after the other: each takes the build as it is when its turn comes. */
  reload(): Promise<void> {
    if (this.#closing) return Promise.reject(closed(""));
    const done = this.#reloading.then(() => this.#renew());
    this.#reloading = done.catch(() => {});
    return done;
  }

  async close(options: CloseOptions = {}): Promise<void> {
    checkCloseOptions(options);
    this.#closing ??= this.#end(options.drain === true);
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @internal For the submission alone. */
  over(submission: Submission, outcome: CallOutcome): void {
    const { generation, action, call, placed } = submission;
    generation.pending.delete(submission);
    const ms = performance.now() - call.began;
    const domain = placed?.domain ?? this.#domainOf(action, submission.options.domain);
    this.#statistics.count(outcome, ms, { action: action.tally, domain, lane: placed?.lane?.tally });
    if (this.hub.isHeard) {
      const { id, attempts } = submission;
      this.hub.emit({ kind: "finished", call: id, action: action.key, outcome, ms, attempts });
    }
    this.#generations.endIfDone(generation);
  }

  #begin(key: string, args: JsonObject, options: RunOptions): Promise<Json> {
    if (typeof key !== "string") throw new Error("run: the key must be text.");
    if (this.#closing) throw closed(key);
    if (options !== noOptions) checkRunOptions(options);
    const generation = this.#generations.current;
    const { admission } = generation;
    const action = admission.find(key);
    if (!action) throw admission.notFound(key);
    const timeout = options.timeout ?? action.built.limits.timeoutMs ?? this.#parts.options.timeout ?? 30_000;
    const submission = new Submission(this, ++this.#sequence, generation, action, options, timeout);
    const { call } = submission;
    generation.pending.add(submission);
    if (options.signal) call.listen(options.signal);
    if (!call.isOver) this.#judge(submission, args);
    return call.answer;
  }

  #judge(submission: Submission, args: JsonObject): void {
    const { generation, action, call } = submission;
    try {
      submission.taken = generation.admission.take(action.key, args);
    } catch (error) {
      call.fail(error as Error);
      return;
    }
    const admitted = generation.admission.admitNow(action, submission.taken);
    if (admitted) this.#submit(submission, admitted);
    else void this.#admit(submission);
  }

  async #admit(submission: Submission): Promise<void> {
    const { generation, action, options, taken, call } = submission;
    if (!taken) return;
    try {
      this.#submit(submission, await generation.admission.admit(action, taken, options));
    } catch (error) {
      const isGone = error instanceof ActionError && error.code === "NOT_BUILT";
      if (!(isGone && (await this.#moveOn(submission)))) call.fail(error as Error);
    }
  }

  #submit(submission: Submission, admitted: Admitted): void {
    const { call, action } = submission;
    if (call.isOver) return;
    const wasAccepted = submission.admitted !== undefined;
    if (!wasAccepted && this.#isFull()) {
      call.fail(queueFull(action.key));
      return;
    }
    submission.admitted = admitted;
    this.#attempt(submission, admitted);
  }

  #attempt(submission: Submission, admitted: Admitted): void {
    const { concurrency } = submission.action.built.limits;
    if (concurrency === undefined) this.#place(submission, admitted);
    else this.#queueAt(this.#gates.of(submission.action.key, concurrency), submission, admitted);
  }

  #queueAt(gate: Gate, submission: Submission, admitted: Admitted): void {
    const leave = gate.pass((permit) => this.#place(submission, admitted, permit));
    if (leave) submission.call.submitted(leave);
  }

  #place(submission: Submission, admitted: Admitted, permit?: Permit): void {
    const { action, call, generation } = submission;
    submission.attempts++;
    const attempt = new Attempt(this, submission, admitted, this.#domainOf(action, submission.options.domain), permit);
    submission.placed = attempt;
    const abandon = generation.backend.submit(attempt);
    call.submitted(permit ? forsake(abandon, permit) : abandon);
  }

  /** @internal For the attempt alone. */
  ended({ submission, permit }: Attempt, outcome: Outcome): void {
    if (outcome.kind === "value") submission.call.succeed(outcome.value);
    else void this.#fail(submission, outcome);
    permit?.release();
  }

  async #fail(submission: Submission, outcome: NoValue): Promise<void> {
    const { call, action, generation, admitted } = submission;
    call.submitted(() => {}); // it runs nowhere
    try {
      if (outcome.kind === "not-built") {
        submission.attempts--; // it never started
        if (await this.#moveOn(submission)) return;
      }
      if (this.#retry(submission, outcome)) return;
      call.fail(await errorOf({ action, generation, secrets: admitted?.secrets }, outcome));
    } catch (error) {
      call.fail(error as Error);
    }
  }

  /** Runs a call again after a pause, if that is allowed, harmless and in time. */
  #retry(submission: Submission, outcome: NoValue): boolean {
    const { call, action, attempts, admitted } = submission;
    const { retries = 0 } = action.built.limits;
    if (call.isOver || !admitted || attempts > retries || !mayRunAgain(outcome, action.built)) return false;
    const pause = backoffMs(attempts, outcome);
    if (pause >= call.remaining) return false;
    this.#resting++;
    const timer = setTimeout(() => {
      this.#resting--;
      this.#attempt(submission, admitted);
    }, pause);
    call.submitted(() => {
      this.#resting--;
      clearTimeout(timer);
    });
    return true;
  }

  /** Hands a call that has not started, because files of its build are gone, to a newer generation; false if there is none. */
  async #moveOn(submission: Submission): Promise<boolean> {
    await this.#reloading;
    const generation = this.#generations.current;
    const { call, action: earlier } = submission;
    if (submission.generation === generation || call.isOver || this.#closing) return call.isOver;
    const action = generation.admission.find(earlier.key);
    if (!action) throw generation.admission.notFound(earlier.key);
    const left = submission.generation;
    left.pending.delete(submission);
    generation.pending.add(submission);
    submission.generation = generation;
    submission.action = action;
    this.#generations.endIfDone(left);
    await this.#admit(submission);
    return true;
  }

  get #held(): number {
    return this.#gates.waiting + this.#resting;
  }

  #isFull(): boolean {
    const { queueLimit = 10_000 } = this.#parts.options;
    // Counting what has not started looks at every lane, so only where there could be too many.
    return this.#generations.pending > queueLimit && this.#generations.unstarted + this.#held >= queueLimit;
  }

  #domainOf(action: KnownAction, tenant: string | undefined): string {
    const isShared = this.#parts.sharing === "all" && !action.plan.permissions;
    // What may do more than others shares with nobody.
    const own = action.plan.permissions ? `${action.key}:${action.secretNames}` : action.secretNames;
    // The mark before the tenant, which may be any text: no tenant can name itself into the lanes of another.
    const kind = `${isShared ? "all" : own}${action.isExclusive ? "!" : ""}`;
    return isShared || tenant === undefined ? kind : `${kind}@${tenant}`;
  }

  #open(build: Build): Generation {
    const { options, makeBackend } = this.#parts;
    const tallyOf = (key: string): Tally => this.#statistics.ofAction(key);
    return new Generation({ build, backend: makeBackend(build), options, tallyOf });
  }

  async #renew(): Promise<void> {
    const build = await this.#parts.readBuild();
    if (this.#closing) throw closed("");
    this.#statistics.keepActions((key) => Object.hasOwn(build.current.actions, key));
    this.#generations.replaceBy(this.#open(build));
  }

  async #end(drain: boolean): Promise<void> {
    if (drain) await this.#drained();
    for (const { call, action } of this.#generations.calls()) call.giveUp("closed", closed(action.key));
    await this.#generations.close();
    this.hub.close();
  }

  async #drained(): Promise<void> {
    const end = performance.now() + drainMs;
    while (this.#generations.pending > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
