import type { ActionPlan } from "../backend/action-plan.js";
import type { CallEnvironment } from "../backend/call-environment.js";
import type { Outcome } from "../backend/outcome.js";
import type { FromLane, NewCall } from "../channel/protocol.js";
import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { CallSink } from "../invoke/call-output.js";
import type { Invocation } from "../invoke/invoke.js";
import { RunningCall } from "../invoke/running-call.js";
import type { Redactor } from "../secrets/redact.js";
import type { SecretValues } from "../secrets/resolve.js";

/** The lane as its calls know it. */
export interface LaneContext {
  readonly environment: CallEnvironment;
  readonly redactor: Redactor;
  send(message: FromLane): void;
  onEnded(call: LaneCall, outcome: Outcome): void;
}

/** A call in a lane, from its arrival to its end. */
export class LaneCall implements CallSink, Invocation {
  readonly slot: number;
  readonly key: string;
  readonly args: JsonObject;
  #secrets: SecretValues | undefined;
  /** The host's number for it, if events should tell when it starts and what it does after its end. */
  readonly serial: number | undefined;
  /** Present from the start of its function on. An object of its own, because actions can reach it. */
  running: RunningCall | undefined = undefined;
  hasEnded = false;

  readonly #lane: LaneContext;

  constructor(lane: LaneContext, message: NewCall) {
    this.#lane = lane;
    // By index: taking an array apart costs more than the rest of this.
    this.slot = message[1];
    this.key = message[2];
    this.args = message[3];
    this.#secrets = message[4] ?? undefined;
    this.serial = message[5];
  }

  /** Makes the context in which its function runs. */
  open({ requirements }: ActionPlan): RunningCall {
    const { key, serial } = this;
    const secrets = this.#secrets;
    this.#secrets = undefined; // They are the context's from now on, which drops them at its end.
    const { environment, redactor } = this.#lane;
    const facts = { action: key, requirements, secrets, environment, serial };
    this.running = new RunningCall(facts, { sink: this, redactor });
    return this.running;
  }

  /** Sends a line of its log; one after its end must not appear in the log of the next call in its slot. */
  onLog(line: LogLine): void {
    const { slot, key, serial = null } = this;
    this.#lane.send(this.hasEnded ? ["stray-log", key, line, serial] : ["log", slot, line]);
  }

  onProgress(fraction: number, message?: string): void {
    if (!this.hasEnded) this.#lane.send(["progress", this.slot, fraction, message ?? null]);
  }

  onEnded(outcome: Outcome): void {
    this.#lane.onEnded(this, outcome);
  }
}
