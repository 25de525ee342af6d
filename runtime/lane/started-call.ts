import type { Plan } from "../backend/action-plan.js";
import type { Surroundings } from "../backend/call-environment.js";
import type { FromLane } from "../channel/protocol.js";
import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { CallSink } from "../invoke/call-output.js";
import { OpenCall } from "../invoke/open-call.js";
import type { SecretValues } from "../secrets/resolve.js";

/** A call as it arrived in a lane. */
export interface ArrivedCall {
  readonly slot: number;
  readonly key: string;
  readonly args: JsonObject;
  readonly secrets: SecretValues | undefined;
  /** What the host calls it by, if somebody wants to know when it starts and what comes of it late. */
  readonly serial: number | undefined;
}

/** How calls of a lane speak to the host, and what they have in common. */
export interface LaneVoice {
  readonly surroundings: Surroundings;
  readonly send: (message: FromLane) => void;
}

/** A call whose function was invoked. */
export class StartedCall implements CallSink {
  readonly open: OpenCall;
  hasEnded = false;

  readonly #voice: LaneVoice;

  constructor(
    readonly arrived: ArrivedCall,
    plan: Plan,
    voice: LaneVoice,
  ) {
    this.#voice = voice;

    const { key, secrets, serial } = arrived;
    const facts = { action: key, requirements: plan.requirements, secrets, surroundings: voice.surroundings, serial };
    this.open = new OpenCall(facts, this);
  }

  /** A line that comes after the end may not stand in the log of whoever has the slot by then. */
  onLog(line: LogLine): void {
    const { slot, key, serial = null } = this.arrived;
    this.#voice.send(this.hasEnded ? ["stray-log", key, line, serial] : ["log", slot, line]);
  }

  onProgress(fraction: number, message?: string): void {
    if (!this.hasEnded) this.#voice.send(["progress", this.arrived.slot, fraction, message ?? null]);
  }
}
