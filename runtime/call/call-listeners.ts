import type { AdmittedCall } from "../backend/backend.js";
import type { EventHub } from "../telemetry/event-hub.js";
import { guarded } from "../telemetry/guard-callback.js";
import type { Submission } from "./submission.js";

type Listeners = Pick<AdmittedCall, "onStarted" | "onLog" | "onProgress">;

const ignore = (): void => {};
const nobody: Listeners = { onStarted: undefined, onLog: ignore, onProgress: ignore };

/** Who hears of an attempt while it runs: the caller, and whoever listens to events. */
export function listenersOf(submission: Submission, events: EventHub): Listeners {
  const own = ownListeners(submission);
  if (!events.isHeard) return own;
  const { id: call, action, attempts: attempt } = submission;
  const about = { call, action: action.key };
  return {
    onStarted: (at) => {
      const { placed } = submission;
      const where = { domain: placed?.domain ?? "", ...(placed?.lane && { lane: placed.lane.id }) };
      events.emit({ kind: "started", ...about, ...where, attempt, at });
    },
    onLog: (line) => {
      own.onLog(line);
      events.emit({ kind: "log", ...about, line });
    },
    onProgress: (fraction, message) => {
      own.onProgress(fraction, message);
      events.emit({ kind: "progress", ...about, fraction, ...(message !== undefined && { message }) });
    },
  };
}

function ownListeners({ options: { onLog, onProgress } }: Submission): Listeners {
  if (!onLog && !onProgress) return nobody;
  return {
    onStarted: undefined,
    onLog: onLog ? guarded("onLog", onLog) : ignore,
    onProgress: onProgress ? guarded("onProgress", onProgress) : ignore,
  };
}
