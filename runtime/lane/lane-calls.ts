import { type AbortReason, abortError } from "../backend/abort-reason.js";
import type { ActionPlan } from "../backend/action-plan.js";
import type { CallEnvironment } from "../backend/call-environment.js";
import type { Outcome } from "../backend/outcome.js";
import type { LaneBoard } from "../channel/board.js";
import type { Outbox } from "../channel/outbox.js";
import type { FromLane, NewCall } from "../channel/protocol.js";
import type { Json } from "../contract/json.js";
import { announcedCalls, startSliceMs } from "../contract/limits.js";
import { ActionCache } from "../invoke/action-cache.js";
import { callStorage } from "../invoke/call-storage.js";
import { invoke } from "../invoke/invoke.js";
import type { LoadedAction } from "../invoke/load-action.js";
import type { RunningCall } from "../invoke/running-call.js";
import type { BuildLoader } from "../loader/verify.js";
import { FairQueue } from "../queue/fair-queue.js";
import type { Redactor } from "../secrets/redact.js";
import type { BurnWatch } from "./burn-watch.js";
import type { GrowthWatch } from "./growth-watch.js";
import { LaneCall, type LaneContext } from "./lane-call.js";
import type { Reach } from "./reach.js";

// Taken before any action runs, so that none can replace them.
const soon = setImmediate;
const now = performance.now.bind(performance);

/** Parts that the calls of a lane share. */
export interface LaneParts {
  readonly build: BuildLoader;
  readonly board: LaneBoard;
  readonly growth: GrowthWatch;
  readonly burn: BurnWatch;
  readonly environment: CallEnvironment;
  readonly outbox: Outbox<FromLane>;
  readonly redactor: Redactor;
  /** Hosts that the lane may contact; absent for any. */
  readonly reach: Reach | undefined;
}

/** Calls in a lane, from their arrival to their end. */
export class LaneCalls implements LaneContext {
  readonly #plans = new Map<string, ActionPlan>();
  readonly #actions: ActionCache;
  readonly #waiting = new FairQueue<LaneCall>();
  /** Calls whose action is being loaded, by its key, in the order in which they came. */
  readonly #loading = new Map<string, LaneCall[]>();
  /** Calls whose function runs, by slot. */
  readonly #started: (LaneCall | undefined)[] = [];
  #isScheduled = false;

  readonly #parts: LaneParts;

  constructor(parts: LaneParts) {
    this.#parts = parts;

    this.#actions = new ActionCache(parts.build);
  }

  get environment(): CallEnvironment {
    return this.#parts.environment;
  }

  get redactor(): Redactor {
    return this.#parts.redactor;
  }

  addPlan(plan: ActionPlan): void {
    this.#plans.set(plan.key, plan);
    this.#parts.reach?.add(plan.hosts ?? []);
  }

  add(message: NewCall): void {
    const call = new LaneCall(this, message);
    this.#parts.board.arrive(call.slot);
    this.#waiting.push(call.key, call);
  }

  /** Drops a call, or aborts its signal if it has started: within its context, because listeners may write to its log. */
  abort(slot: number, reason: AbortReason): void {
    const call = this.#started[slot];
    const running = call?.running;
    if (!call || !running) {
      this.#parts.board.drop(slot);
      return;
    }
    this.#parts.burn.expectEnd(call);
    callStorage.run(running, () => running.abort(abortError(reason)));
  }

  /** Starts waiting calls, the actions in turns; after each slice of time, messages are handled first. */
  work(): void {
    const waiting = this.#waiting.size;
    this.#startWaiting();
    const { board, outbox } = this.#parts;
    board.flush();
    // Calls that await something send no answer for a while, and the host would hold back others that could run beside them.
    if (waiting >= announcedCalls && outbox.isEmpty) this.send(["taken"]);
  }

  #startWaiting(): void {
    const end = now() + startSliceMs;
    for (let call = this.#waiting.take(); call; call = this.#waiting.take()) {
      this.#startOrLoad(call);
      if (this.#waiting.size === 0 || now() < end) continue;
      this.#parts.outbox.flush();
      this.#workSoon();
      return;
    }
  }

  /** Returns the started call with this context. */
  find(running: RunningCall | undefined): LaneCall | undefined {
    return this.#started.find((each) => each && each.running === running);
  }

  #workSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    soon(() => {
      this.#isScheduled = false;
      this.work();
    });
  }

  #startOrLoad(call: LaneCall): void {
    const { slot, key } = call;
    const loaded = this.#actions.get(key);
    if (loaded?.kind === "loaded") this.#start(call, loaded.action);
    else if (loaded) this.#leave(["ended", slot, loaded.outcome]);
    else if (this.#parts.board.load(slot)) this.#load(call);
    else this.#leave(["dropped", slot]);
  }

  #load(call: LaneCall): void {
    const plan = this.#plans.get(call.key);
    if (!plan) throw new Error(`No plan of ${call.key} came before its call.`);
    const others = this.#loading.get(call.key);
    if (others) {
      others.push(call);
      return;
    }
    const calls = [call];
    this.#loading.set(call.key, calls);
    void this.#actions.load(plan).then(() => {
      this.#loading.delete(call.key);
      for (const { slot } of calls) this.#parts.board.loaded(slot);
      this.#waiting.putBack(call.key, calls); // before calls that came later
      this.#workSoon(); // not at once: many calls may have waited for it, and messages come first
    });
  }

  #start(call: LaneCall, action: LoadedAction): void {
    if (this.#parts.board.start(call.slot)) this.#run(call, action);
    else this.#leave(["dropped", call.slot]);
  }

  #run(call: LaneCall, action: LoadedAction): void {
    const { slot, serial } = call;
    const running = call.open(action.plan);
    this.#started[slot] = call;
    if (serial !== undefined) this.send(["started", slot, Date.now()]);
    invoke(action, running, call);
    this.#parts.board.returned();
  }

  /** Ends a call, once: an uncaught error may have ended it before its function returns. */
  onEnded(call: LaneCall, outcome: Outcome): void {
    if (call.hasEnded) return;
    call.running?.end();
    call.hasEnded = true;
    const { slot } = call;
    this.#started[slot] = undefined;
    this.#parts.growth.sample();
    this.#parts.burn.ended(call);
    if (outcome.kind === "value") this.#sendValue(call, outcome.value);
    else this.send(["ended", slot, outcome]);
    call.running?.dropSecrets();
  }

  #sendValue({ slot, running }: LaneCall, value: Json): void {
    if (running?.isRevealedBy(value)) this.send(["secret-in-result", slot]);
    this.send(["value", slot, value]);
  }

  /** Ends a call that never started. */
  #leave(message: FromLane): void {
    this.#parts.board.leave();
    this.send(message);
  }

  /** Sends a message with this tick's others. */
  send(message: FromLane): void {
    this.#parts.outbox.send(message);
  }
}
