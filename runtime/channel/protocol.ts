import type { AbortReason } from "../backend/abort-reason.js";
import type { ActionPlan } from "../backend/action-plan.js";
import type { CallEnvironment } from "../backend/call-environment.js";
import type { NoValue } from "../backend/outcome.js";
import type { LogLine } from "../contract/context.js";
import type { FailureData } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import type { NetworkReach } from "../contract/lane-kind.js";
import type { SecretValues } from "../secrets/resolve.js";

// Messages between a lane and its host, as JSON texts, each a list of messages. One text a tick and direction.

/** Parameters of a lane; a process receives them as its first text. */
export interface LaneSetup extends CallEnvironment {
  /** The absolute path of the build folder. */
  readonly build: string;
  /** Permissions of its actions beyond those of every lane (`@permission`). */
  readonly permissions: readonly string[];
  readonly memoryMb: number;
  /** `declared`: it contacts the hosts of its plans alone. */
  readonly network: NetworkReach;
}

/** Parameters of a thread lane. */
export interface ThreadSetup extends LaneSetup {
  readonly board: SharedArrayBuffer;
}

/** Numbers of the open files of a process lane: the texts of either direction, a line each, and the board. */
export const laneFiles = { fromHost: 3, toHost: 4, board: 5 } as const;

/** Message from the host that hands a call to a lane. */
export type NewCall = readonly [
  kind: "call",
  slot: number,
  key: string,
  args: JsonObject,
  secrets?: SecretValues | null,
  /** Number of the call, given if there are listeners to events: the lane reports its start, and errors after its end. */
  serial?: number,
];

/** Message from the host to a lane. */
export type ToLane =
  /** Plan of an action; comes before its first call in this lane. */
  | readonly [kind: "plan", plan: ActionPlan]
  | NewCall
  /** Ends a call: the lane drops it, or aborts its signal if it has started. `sequence` goes onto the board as a sign of life. */
  | readonly [kind: "abort", slot: number, sequence: number, reason: AbortReason]
  /** Asks for a sign of life: `sequence` goes onto the board. */
  | readonly [kind: "ping", sequence: number];

/** Message from a lane to the host about one of its calls. */
export type CallMessage =
  | readonly [kind: "value", slot: number, value: Json]
  | readonly [kind: "ended", slot: number, outcome: NoValue]
  /** A call that the host took back has left the lane. */
  | readonly [kind: "dropped", slot: number]
  /** Its function is about to run; sent for a call with a `serial`. */
  | readonly [kind: "started", slot: number, at: number]
  /** The result that follows holds the value of a secret. */
  | readonly [kind: "secret-in-result", slot: number]
  | readonly [kind: "log", slot: number, line: LogLine]
  | readonly [kind: "progress", slot: number, fraction: number, message: string | null];

/** Message from a lane to the host about a call that may have ended, with the key of its action and its `serial`. */
export type LateNews =
  | readonly [kind: "stray-log", action: string | null, line: LogLine, serial: number | null]
  | readonly [kind: "late-rejection", action: string | null, failure: FailureData, serial: number | null]
  /** An uncaught error: the lane takes no more calls. */
  | readonly [kind: "late-throw", action: string | null, failure: FailureData, serial: number | null];

/** Message from a lane to the host about itself. */
type LaneNews =
  | readonly [kind: "ready"]
  /** Many calls were started and none has ended yet: there is room for others. */
  | readonly [kind: "taken"]
  /** It has held most of its memory for a while. */
  | readonly [kind: "grown"]
  /** An overdue call leaves the lane no rest. */
  | readonly [kind: "burning"];

/** Message from a lane to the host. */
export type FromLane = CallMessage | LateNews | LaneNews;
