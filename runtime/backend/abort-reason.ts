/** Reason for ending a call before it has a result. */
export type AbortReason = "timeout" | "cancelled" | "closed";

const abortMessages: Readonly<Record<AbortReason, string>> = {
  timeout: "The time of this call is over.",
  cancelled: "This call was cancelled.",
  closed: "The runtime was closed.",
};

/** Value of `action.signal.reason`. */
export function abortError(reason: AbortReason): Error {
  return new DOMException(abortMessages[reason], reason === "timeout" ? "TimeoutError" : "AbortError");
}
