import type { LateNews } from "../channel/protocol.js";
import type { LateFault } from "../telemetry/events.js";

/** Returns the event for late news of a lane; `call` is the id of the call, if that is known. */
export function lateFaultEvent(news: LateNews, call: string | undefined): LateFault {
  const about = { kind: "late-fault", action: news[1], ...(call !== undefined && { call }) } as const;
  switch (news[0]) {
    case "stray-log":
      return { ...about, reason: "output", line: news[2] };
    case "late-rejection":
      return { ...about, reason: "rejection", failure: news[2] };
    case "late-throw":
      return { ...about, reason: "throw", failure: news[2] };
    default:
      return news satisfies never;
  }
}
