import type { LogLine } from "../contract/context.js";
import type { ActionErrorCode, FailureData } from "../contract/errors.js";

/** Outcome of a call for its caller. */
export type CallOutcome = "ok" | ActionErrorCode;

/**
 * Report of a runtime besides the results of calls. `call` is the id of a call, `lane` the number of a lane, and `domain`
 * the name of a set of secrets and a tenant.
 */
export type RuntimeEvent = CallEvent | LaneEvent | LateFault;

/** Event of a call that has no answer yet, or gets it now. */
export type CallEvent =
  /** Its function is about to run, for the first time or again; `at` is in milliseconds since the epoch. */
  | {
      readonly kind: "started";
      readonly call: string;
      readonly action: string;
      readonly domain: string;
      /** Absent if there are no lanes. */
      readonly lane?: number;
      readonly attempt: number;
      readonly at: number;
    }
  | { readonly kind: "log"; readonly call: string; readonly action: string; readonly line: LogLine }
  | {
      readonly kind: "progress";
      readonly call: string;
      readonly action: string;
      readonly fraction: number;
      readonly message?: string;
    }
  /** The caller has its answer; `ms` counts from `run()`. `attempts` is 0 for a call that was never handed to a lane. */
  | {
      readonly kind: "finished";
      readonly call: string;
      readonly action: string;
      readonly outcome: CallOutcome;
      readonly ms: number;
      readonly attempts: number;
    }
  /** A result, which is never redacted, contains the value of a secret of its call. */
  | { readonly kind: "secret-in-result"; readonly call: string; readonly action: string };

/**
 * Reason for replacing a lane: it did not answer (`stuck`), kept most of its memory (`grown`), was kept busy by a call that
 * should have ended (`burning`), had an uncaught error (`late-throw`), or still ran too many abandoned calls (`forsaken`).
 */
export type LaneFault = "stuck" | "grown" | "burning" | "late-throw" | "forsaken";

/** Event of a lane. */
export type LaneEvent =
  | { readonly kind: "lane-started"; readonly lane: number; readonly domain: string }
  /** It was ended between calls: another domain needed the room or, if there is a `fault`, it has been replaced. */
  | { readonly kind: "lane-retired"; readonly lane: number; readonly domain: string; readonly fault?: LaneFault }
  | { readonly kind: "lane-lost"; readonly lane: number; readonly domain: string; readonly message: string };

/**
 * Error or output of an action outside of any running call; results stay valid. `action` is null if it is not known; `call` is
 * present if it is known and the call started while there was a listener.
 */
export type LateFault =
  /** An uncaught rejection, after which the lane stays, or an uncaught error, after which the lane is replaced once its calls are done. */
  | {
      readonly kind: "late-fault";
      readonly reason: "rejection" | "throw";
      readonly action: string | null;
      readonly call?: string;
      readonly failure: FailureData;
    }
  /** Output outside of any call, or of a call that had ended. */
  | {
      readonly kind: "late-fault";
      readonly reason: "output";
      readonly action: string | null;
      readonly call?: string;
      readonly line: LogLine;
    };
