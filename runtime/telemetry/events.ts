import type { LogLine } from "../contract/context.js";
import type { ActionErrorCode, FailureData } from "../contract/errors.js";

/** How a call ended for its caller. */
export type CallOutcome = "ok" | ActionErrorCode;

/**
 * What a runtime tells besides the results of calls. `call` is the id of a call, `lane` the number of a lane, and `domain`
 * names the lanes of one set of secrets (and one tenant).
 */
export type RuntimeEvent = CallEvent | LaneEvent | LateFault;

/** About a call that somebody waits for. */
export type CallEvent =
  /** Its function is about to run, for the first time or again; `at` is in milliseconds since the epoch. */
  | {
      readonly kind: "started";
      readonly call: string;
      readonly action: string;
      readonly domain: string;
      /** Absent where there are no lanes. */
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
  /** A result, which is never redacted, holds the value of a secret of its call. */
  | { readonly kind: "secret-in-result"; readonly call: string; readonly action: string };

/**
 * Why a lane had to be replaced: it did not answer, held most of its memory, got no rest from a call that should have ended,
 * an error was thrown in it that nobody caught, or calls went on in it that nobody waits for.
 */
export type LaneFault = "stuck" | "grown" | "burning" | "late-throw" | "forsaken";

/** About a lane. */
export type LaneEvent =
  | { readonly kind: "lane-started"; readonly lane: number; readonly domain: string }
  /** It was ended between calls: its place was needed or, if there is a `fault`, it has been replaced. */
  | { readonly kind: "lane-retired"; readonly lane: number; readonly domain: string; readonly fault?: LaneFault }
  | { readonly kind: "lane-lost"; readonly lane: number; readonly domain: string; readonly message: string };

/**
 * What came from an action and belongs to no call that is still running; results stand. `action` is null if it is not known;
 * `call` is there if it is, and of a call that began while somebody listened.
 */
export type LateFault =
  /** A promise was rejected and nobody caught it: the lane stays. An error was thrown: the lane is replaced once its calls are done. */
  | {
      readonly kind: "late-fault";
      readonly reason: "rejection" | "throw";
      readonly action: string | null;
      readonly call?: string;
      readonly failure: FailureData;
    }
  /** Output of no call, or of one that had ended. */
  | {
      readonly kind: "late-fault";
      readonly reason: "output";
      readonly action: string | null;
      readonly call?: string;
      readonly line: LogLine;
    };
