import type { AbortReason } from "../backend/abort-reason.js";
import type { Plan } from "../backend/action-plan.js";
import type { Surroundings } from "../backend/call-environment.js";
import type { NoValue } from "../backend/outcome.js";
import type { LogLine } from "../contract/context.js";
import type { FailureData } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import type { SecretValues } from "../secrets/resolve.js";

// What a lane and its host say to each other: JSON texts, each a list of these. One text a tick and direction.

/** What a lane is started with; a process has it as the first text. */
export interface LaneSetup extends Surroundings {
  /** The absolute path of the build folder. */
  readonly build: string;
  readonly memoryMb: number;
}

/** What a thread has besides. */
export interface ThreadSetup extends LaneSetup {
  readonly board: SharedArrayBuffer;
}

/** The open files that a process lane is given: the texts of either direction, a line each, and the board. */
export const laneFiles = { fromHost: 3, toHost: 4, board: 5 } as const;

/** From the host to a lane. */
export type ToLane =
  /** How an action is called; comes before its first call in this lane. */
  | readonly [kind: "plan", plan: Plan]
  | readonly [
      kind: "call",
      slot: number,
      key: string,
      args: JsonObject,
      secrets?: SecretValues | null,
      /** Somebody listens to events: the lane tells when the call starts, and names it so where it may have ended. */
      serial?: number,
    ]
  /** Ends a call: the lane drops it, or tells it to stop if it has started. `sequence` goes onto the board: the lane's loop is alive. */
  | readonly [kind: "abort", slot: number, sequence: number, reason: AbortReason]
  /** Only that: `sequence` goes onto the board. */
  | readonly [kind: "ask", sequence: number];

/** From a lane to the host, about one of its calls. */
export type CallMessage =
  | readonly [kind: "value", slot: number, value: Json]
  | readonly [kind: "ended", slot: number, outcome: NoValue]
  /** A call that the host took back has left the lane. */
  | readonly [kind: "dropped", slot: number]
  /** Its function is about to run; sent where that was asked for. */
  | readonly [kind: "started", slot: number, at: number]
  /** The result that follows holds the value of a secret. */
  | readonly [kind: "secret-in-result", slot: number]
  | readonly [kind: "log", slot: number, line: LogLine]
  | readonly [kind: "progress", slot: number, fraction: number, message: string | null];

/** From a lane to the host, about a call that may have ended: the key of its action, and how the host named it. */
export type LateNews =
  | readonly [kind: "stray-log", action: string | null, line: LogLine, serial: number | null]
  | readonly [kind: "late-rejection", action: string | null, failure: FailureData, serial: number | null]
  /** Nobody caught it: the lane takes no more calls. */
  | readonly [kind: "late-throw", action: string | null, failure: FailureData, serial: number | null];

/** From a lane to the host, about itself. */
type LaneNews =
  | readonly [kind: "ready"]
  /** Many calls were begun and none has ended yet: there is room for others. */
  | readonly [kind: "taken"]
  /** It has held most of its memory for a while. */
  | readonly [kind: "grown"]
  /** A call that should have ended goes on and leaves the lane no rest. */
  | readonly [kind: "burning"];

/** From a lane to the host. */
export type FromLane = CallMessage | LateNews | LaneNews;
