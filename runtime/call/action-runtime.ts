import type { Backend } from "../backend/backend.js";
import type { Json, JsonObject } from "../contract/json.js";
import { defaultQueueLimit, defaultTimeoutMs, drainMs } from "../contract/limits.js";
import type { Build } from "../loader/read-build.js";
import type { Redactor } from "../secrets/redact.js";
import type { EventHub, EventStream } from "../telemetry/event-hub.js";
import type { Tally } from "../telemetry/tally.js";
import { ActiveBuild, ActiveBuilds } from "./active-build.js";
import type { LanePolicy } from "./admission.js";
import { Call } from "./call.js";
import { closed } from "./call-errors.js";
import { checkCloseOptions, checkEventOptions, checkRunOptions } from "./check-options.js";
import { Dispatcher } from "./dispatcher.js";
import type { BoundAction, Executor } from "./executor.js";
import type { CloseOptions, EventOptions, ExecutorOptions, RunOptions } from "./options.js";
import { type RuntimeStats, Statistics } from "./statistics.js";

/** Parts of a runtime. */
export interface RuntimeParts {
  /** Reads the build as it is now. Rejects with `NOT_BUILT`. */
  readonly readBuild: () => Promise<Build>;
  readonly makeBackend: (build: Build) => Backend;
  readonly options: ExecutorOptions;
  readonly events: EventHub;
  readonly policy: LanePolicy;
  readonly redactor: Redactor;
}

/** The actions of a runtime as functions, by key. */
type BoundActions = Readonly<Record<string, BoundAction<JsonObject, Json>>>;

const noOptions: RunOptions = {};

/** Runs calls of the current build: checks options, makes each `run` a `Call`, reloads, closes. */
export class ActionRuntime implements Executor {
  readonly #builds: ActiveBuilds;
  readonly #dispatcher: Dispatcher;
  readonly #statistics = new Statistics();
  readonly #hub: EventHub;
  /** Number of calls so far. */
  #sequence = 0;
  #closing: Promise<void> | undefined;
  /** Functions of the actions of the build for which they were made. */
  #bound: { readonly build: ActiveBuild; readonly actions: BoundActions } | undefined;
  readonly #parts: RuntimeParts;

  constructor(parts: RuntimeParts, build: Build) {
    const { events, redactor, policy, options } = parts;
    this.#parts = parts;
    this.#hub = events;
    this.#hub.watch((event) => this.#statistics.record(event));
    this.#builds = new ActiveBuilds(this.#open(build));
    this.#dispatcher = new Dispatcher({
      builds: this.#builds,
      statistics: this.#statistics,
      hub: events,
      redactor,
      queueLimit: options.queueLimit ?? defaultQueueLimit,
      sharing: policy.sharing,
    });
  }

  /** See `Runtime.run`. Does not wait without need: a single call reaches its lane in this tick. */
  run(key: string, args: JsonObject, options: RunOptions = noOptions): Promise<Json> {
    try {
      return this.#start(key, args, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** See `Runtime.actions`. Made when it is first read. */
  get actions(): BoundActions {
    const { current } = this.#builds;
    if (this.#bound?.build !== current) this.#bound = { build: current, actions: this.#bind(current) };
    return this.#bound.actions;
  }

  stats(): RuntimeStats {
    return this.#statistics.report(this.#builds.report(), this.#dispatcher.waiting);
  }

  events(options: EventOptions = {}): EventStream {
    checkEventOptions(options);
    return this.#hub.stream(options.limit);
  }

  /** See `Runtime.reload`. Reloads run one after the other; each reads the build when its turn comes. */
  reload(): Promise<void> {
    if (this.#closing) return Promise.reject(closed(""));
    return this.#builds.reload(() => this.#renew());
  }

  async close(options: CloseOptions = {}): Promise<void> {
    checkCloseOptions(options);
    this.#closing ??= this.#end(options.drain === true);
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #start(key: string, args: JsonObject, options: RunOptions): Promise<Json> {
    if (typeof key !== "string") throw new Error("run: the key must be text.");
    if (this.#closing) throw closed(key);
    if (options !== noOptions) checkRunOptions(options);
    const build = this.#builds.current;
    const action = build.admission.find(key);
    if (!action) throw build.admission.notFound(key);
    if (options.connection) build.admission.checkConnections(options.connection);
    const timeoutMs =
      options.timeout ?? action.built.limits.timeoutMs ?? this.#parts.options.timeout ?? defaultTimeoutMs;
    const call = new Call(this.#dispatcher, { sequence: ++this.#sequence, build, action, options, timeoutMs });
    this.#dispatcher.dispatch(call, args);
    return call.answer;
  }

  #bind({ admission }: ActiveBuild): BoundActions {
    const bound: Record<string, BoundAction<JsonObject, Json>> = Object.create(null);
    for (const key of admission.keys()) bound[key] = (args, options) => this.run(key, args, options);
    return Object.freeze(bound);
  }

  #open(build: Build): ActiveBuild {
    const { options, policy, makeBackend } = this.#parts;
    const tallyOf = (key: string): Tally => this.#statistics.ofAction(key);
    return new ActiveBuild({ build, backend: makeBackend(build), options, policy, tallyOf });
  }

  async #renew(): Promise<void> {
    const build = await this.#parts.readBuild();
    if (this.#closing) throw closed("");
    this.#statistics.keepActions((key) => Object.hasOwn(build.current.actions, key));
    this.#builds.replaceBy(this.#open(build));
  }

  async #end(drain: boolean): Promise<void> {
    this.#dispatcher.isClosing = true;
    if (drain) await this.#drained();
    for (const call of this.#builds.calls()) call.giveUp("closed");
    await this.#builds.close();
    this.#hub.close();
  }

  async #drained(): Promise<void> {
    const end = performance.now() + drainMs;
    while (this.#builds.pending > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
