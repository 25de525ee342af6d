import type { LogLine } from "../contract/context.js";
import type { JsonObject } from "../contract/json.js";
import type { LaneKind } from "../contract/lane-kind.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { LaneFacts } from "../telemetry/lane-facts.js";
import type { AbortReason } from "./abort-reason.js";
import type { ActionPlan } from "./action-plan.js";
import type { Outcome } from "./outcome.js";

/** One time that a call is handed to a backend: everything about it is decided except where it runs. */
export interface Attempt {
  /** The id of its call. */
  readonly id: string;
  readonly plan: ActionPlan;
  /** A copy of its own. */
  readonly args: JsonObject;
  /** Approximate length of the arguments as JSON text. */
  readonly weight: number;
  readonly secrets: SecretValues | undefined;
  /** Attempts of different domains never share a lane. */
  readonly domain: string;
  /** Owner of the call, whose domains have one share of the lanes. The same for all attempts of a domain. */
  readonly tenant: string;
  /** Kind of its lane, where there are lanes. The same for all attempts of a domain. */
  readonly isolation: LaneKind;
  /** Needs a lane for itself. The same for all attempts of a domain. */
  readonly isExclusive: boolean;
  /** The lane that has it, or had it last; set by the backend, absent where there are none. */
  lane: LaneFacts | undefined;
  /** `onStarted` has to be called, at the cost of a message. */
  readonly reportsStart: boolean;
  /** Called when its function is about to run; `at` is in milliseconds since the epoch. */
  onStarted(at: number): void;
  onLog(line: LogLine): void;
  onProgress(fraction: number, message?: string): void;
  /** Called once, unless the attempt is abandoned. */
  onEnded(outcome: Outcome): void;
  /** Called once after the attempt was abandoned, when it can no longer be running. */
  onGone(): void;
}

/** Owner of a call at the moment: a backend, the line of a gate, or the pause before a retry. */
export interface CallHolder {
  /** Ends a call whose caller has an error already: drops it, or aborts its signal if it has started. */
  abandon(reason: AbortReason): void;
}

/** One lane at this moment. */
export interface LaneReport extends LaneFacts {
  readonly state: "starting" | "open" | "draining";
  readonly queued: number;
  readonly running: number;
}

/** Lanes, waiting and running attempts of a backend at this moment. */
export interface PoolReport {
  readonly lanes: readonly LaneReport[];
  /** Attempts that no lane has yet, by domain. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Attempts that run outside of lanes. */
  readonly running: number;
}

/** Runs attempts: the lane pool, or in-process. */
export interface Backend {
  submit(attempt: Attempt): CallHolder;
  /** Number of submitted attempts that have not started. */
  unstarted(): number;
  report(): PoolReport;
  /** Ends every lane, whatever it does; resolves within `ms` milliseconds. */
  close(ms: number): Promise<void>;
}
