import type { LogLine } from "./contract/context.js";
import type { JsonObject } from "./contract/json.js";
import type { Plan } from "./lane/plan.js";
import type { Outcome } from "./outcome.js";
import type { AbortReason } from "./pool/protocol.js";
import type { SecretValues } from "./secrets/resolve.js";

/** A call that was admitted: everything about it is decided but where it runs. */
export interface AdmittedCall {
  readonly plan: Plan;
  /** A copy that nobody else has. */
  readonly args: JsonObject;
  readonly secrets: SecretValues | undefined;
  /** Calls of different domains never share a lane. */
  readonly domain: string;
  /** Called once, unless the call is abandoned. */
  readonly ended: (outcome: Outcome) => void;
  readonly onLog: (line: LogLine) => void;
  readonly onProgress: (fraction: number, message?: string) => void;
}

/** Gives a submitted call up. The caller has its error already: the call is dropped, or told to stop if it has started. */
export type Abandon = (reason: AbortReason) => void;

/** Where admitted calls run. */
export interface Backend {
  submit(call: AdmittedCall): Abandon;
  /** How many submitted calls have not started. */
  unstarted(): number;
  /** Ends every lane, whatever it does; resolves within `ms` milliseconds. */
  close(ms: number): Promise<void>;
}
