import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import type { AbortReason } from "./abort-reason.js";
import type { Plan } from "./action-plan.js";
import type { Outcome } from "./outcome.js";

/** A call that was admitted: everything about it is decided but where it runs. */
export interface AdmittedCall {
  /** The id of the call. */
  readonly id: string;
  readonly plan: Plan;
  /** A copy that nobody else has. */
  readonly args: JsonObject;
  /** About how long the arguments are as JSON text. */
  readonly weight: number;
  readonly secrets: SecretValues | undefined;
  /** Calls of different domains never share a lane. */
  readonly domain: string;
  /** It has its lane for itself. The same for all calls of a domain. */
  readonly isExclusive: boolean;
  /** The lane that has it, or had it last; set by the backend, absent where there are none. */
  lane: LaneFacts | undefined;
  /** Called once, unless the call is abandoned. */
  readonly ended: (outcome: Outcome) => void;
  /** Called when its function is about to run; asking for that costs a message. `at` is in milliseconds since the epoch. */
  readonly onStarted: ((at: number) => void) | undefined;
  /** Called once after the call was abandoned, when it can no longer be running. */
  readonly onGone: (() => void) | undefined;
  readonly onLog: (line: LogLine) => void;
  readonly onProgress: (fraction: number, message?: string) => void;
}

/** Gives a submitted call up. The caller has its error already: the call is dropped, or told to stop if it has started. */
export type Abandon = (reason: AbortReason) => void;

/** One lane at this moment. */
export interface LaneReport extends LaneFacts {
  readonly state: "starting" | "open" | "draining";
  readonly queued: number;
  readonly running: number;
}

/** What runs and waits in a backend at this moment. */
export interface PoolReport {
  readonly lanes: readonly LaneReport[];
  /** Calls that no lane has yet, by domain. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Calls that run outside of lanes. */
  readonly running: number;
}

/** Where admitted calls run. */
export interface Backend {
  submit(call: AdmittedCall): Abandon;
  /** How many submitted calls have not started. */
  unstarted(): number;
  report(): PoolReport;
  /** Ends every lane, whatever it does; resolves within `ms` milliseconds. */
  close(ms: number): Promise<void>;
}
