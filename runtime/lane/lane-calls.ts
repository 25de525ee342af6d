import { type AbortReason, abortError } from "../backend/abort-reason.js";
import type { Plan } from "../backend/action-plan.js";
import type { Surroundings } from "../backend/call-environment.js";
import type { Outcome } from "../backend/outcome.js";
import type { LaneBoard } from "../channel/board.js";
import type { Outbox } from "../channel/outbox.js";
import type { FromLane } from "../channel/protocol.js";
import type { LogLevel, LogLine } from "../contract/context.js";
import type { Json } from "../contract/json.js";
import { ActionCache } from "../invoke/action-cache.js";
import { CallOutput } from "../invoke/call-output.js";
import { callStorage } from "../invoke/call-storage.js";
import { failureData } from "../invoke/failure-data.js";
import { invoke } from "../invoke/invoke.js";
import type { LoadedAction } from "../invoke/load-action.js";
import type { BuildLoader } from "../loader/verify.js";
import { FairQueue } from "../queue/fair-queue.js";
import { redactor } from "../secrets/redact.js";
import type { BurnWatch } from "./burn-watch.js";
import type { GrowthWatch } from "./growth-watch.js";
import { LateErrors } from "./late-errors.js";
import { type ArrivedCall, type LaneVoice, StartedCall } from "./started-call.js";

// Taken before any action runs, so that none can put itself in between.
const soon = setImmediate;
const now = performance.now.bind(performance);

/** What the calls of a lane share. */
export interface LaneParts {
  readonly build: BuildLoader;
  readonly board: LaneBoard;
  readonly growth: GrowthWatch;
  readonly burn: BurnWatch;
  readonly surroundings: Surroundings;
  readonly outbox: Outbox<FromLane>;
}

/** How long calls may begin one after another before messages are looked at, in milliseconds. */
const sliceMs = 0.5;

/** So many calls begun at once leave room that the host should know of. */
const manyCalls = 64;

/** Every call in a lane, from its arrival to its end. */
export class LaneCalls {
  readonly #plans = new Map<string, Plan>();
  readonly #actions: ActionCache;
  readonly #waiting = new FairQueue<ArrivedCall>();
  /** Calls whose action is being loaded, by its key, in the order in which they came. */
  readonly #loading = new Map<string, ArrivedCall[]>();
  /** By slot. */
  readonly #started: (StartedCall | undefined)[] = [];
  readonly #voice: LaneVoice;
  /** What is written outside of calls, bounded like the log of one. */
  readonly #stray: CallOutput;
  readonly #lateErrors = new LateErrors();
  #isScheduled = false;

  readonly #parts: LaneParts;

  constructor(parts: LaneParts) {
    this.#parts = parts;

    this.#actions = new ActionCache(parts.build);
    const sink = { onLog: (line: LogLine) => this.#send(["stray-log", null, line, null]), onProgress: () => {} };
    this.#stray = new CallOutput(sink, redactor([]), 0);
    this.#voice = { surroundings: parts.surroundings, send: (message) => this.#send(message) };
  }

  addPlan(plan: Plan): void {
    this.#plans.set(plan.key, plan);
  }

  add(call: ArrivedCall): void {
    this.#parts.board.arrive(call.slot);
    this.#waiting.push(call.key, call);
  }

  /** Within the call's context: whoever listens to its signal may ask for the reason, and write to its log. */
  abort(slot: number, reason: AbortReason): void {
    const call = this.#started[slot];
    if (!call) {
      this.#parts.board.drop(slot);
      return;
    }
    this.#parts.burn.expectEnd(call);
    callStorage.run(call.open, () => call.open.abort(abortError(reason)));
  }

  /** Begins what is waiting, action by action in turns, and makes way for messages now and then. */
  work(): void {
    const came = this.#waiting.size;
    this.#beginWaiting();
    const { board, outbox } = this.#parts;
    board.rest();
    // Calls that only wait say nothing for a while, and the host would keep back others that could wait beside them.
    if (came >= manyCalls && outbox.isEmpty) this.#send(["taken"]);
  }

  #beginWaiting(): void {
    const end = now() + sliceMs;
    for (let call = this.#waiting.take(); call; call = this.#waiting.take()) {
      this.#begin(call);
      if (this.#waiting.size === 0 || now() < end) continue;
      this.#parts.outbox.flush();
      this.#workSoon();
      return;
    }
  }

  /** Writes to the log of the call that is running here, or says that none is. */
  log(line: LogLine): void {
    const open = callStorage.getStore();
    if (open) open.log(line);
    else this.#stray.log(line);
  }

  /** The same for a piece of what is written to a standard stream. */
  write(level: LogLevel, chunk: string | Uint8Array): void {
    const open = callStorage.getStore();
    if (open) open.write(level, chunk);
    else this.#stray.write(level, chunk);
  }

  /** Tells of an error that nobody caught. A call that is still running ends by it, if it is a throw. */
  reportLate(kind: "late-rejection" | "late-throw", error: unknown): void {
    const open = callStorage.getStore();
    const call = kind === "late-throw" ? this.#started.find((each) => each && each.open === open) : undefined;
    const isTold = this.#lateErrors.admits(kind);
    if (!call && !isTold) return;
    const failure = failureData(error, open?.redact ?? redactor([]));
    if (call) this.#end(call, { kind: "failed", failure });
    if (isTold) this.#send([kind, open?.action ?? null, failure, open?.serial ?? null]);
  }

  #workSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    soon(() => {
      this.#isScheduled = false;
      this.work();
    });
  }

  #begin(call: ArrivedCall): void {
    const { slot, key } = call;
    const loaded = this.#actions.get(key);
    if (loaded?.kind === "loaded") this.#start(call, loaded.action);
    else if (loaded) this.#leave(["ended", slot, loaded.outcome]);
    else if (this.#parts.board.load(slot)) this.#load(call);
    else this.#leave(["dropped", slot]);
  }

  #load(call: ArrivedCall): void {
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
      this.#waiting.putBack(call.key, calls); // before those that a slice of time left waiting
      this.#workSoon(); // many calls may have waited for this, and none may hold up messages
    });
  }

  #start(arrived: ArrivedCall, action: LoadedAction): void {
    if (this.#parts.board.start(arrived.slot)) this.#run(arrived, action);
    else this.#leave(["dropped", arrived.slot]);
  }

  #run(arrived: ArrivedCall, action: LoadedAction): void {
    const { slot, args } = arrived;
    const call = new StartedCall(arrived, action.plan, this.#voice);
    this.#started[slot] = call;
    if (arrived.serial !== undefined) this.#send(["started", slot, Date.now()]);
    invoke({ action, call: call.open, args }, (outcome) => this.#end(call, outcome));
    this.#parts.board.returned();
  }

  #end(call: StartedCall, outcome: Outcome): void {
    if (call.hasEnded) return;
    call.open.end();
    call.hasEnded = true;
    const { slot } = call.arrived;
    this.#started[slot] = undefined;
    this.#parts.growth.look();
    this.#parts.burn.ended(call);
    if (outcome.kind === "value") this.#sendValue(call, outcome.value);
    else this.#send(["ended", slot, outcome]);
  }

  #sendValue({ arrived, open }: StartedCall, value: Json): void {
    if (open.isRevealedBy(value)) this.#send(["secret-in-result", arrived.slot]);
    this.#send(["value", arrived.slot, value]);
  }

  /** The end of a call that never started. */
  #leave(message: FromLane): void {
    this.#parts.board.leave();
    this.#send(message);
  }

  #send(message: FromLane): void {
    this.#parts.outbox.send(message);
  }
}
