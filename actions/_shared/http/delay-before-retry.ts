import { Failure } from "actionary";
import type { Method } from "./request.js";

const maxAttempts = 3;

/** Two longer waits could outlive the 30 s that an action has by default; whether to wait longer is the caller's choice. */
const maxDelay = 10;

const idempotentMethods: ReadonlySet<Method> = new Set(["GET", "HEAD", "PUT", "DELETE"]);

/**
 * Seconds to wait before a request is sent again; `undefined` if it should not be.
 *
 * Any request may follow a refusal (`rate_limited`). When a service was `unavailable` it may still have carried the request
 * out, so only what may be carried out twice is sent again.
 */
export function delayBeforeRetry(error: unknown, method: Method, attempt: number): number | undefined {
  if (!(error instanceof Failure) || attempt >= maxAttempts) return undefined;
  const isSafe = error.kind === "rate_limited" || (error.kind === "unavailable" && idempotentMethods.has(method));
  if (!isSafe) return undefined;
  const seconds = error.retryAfter ?? backoff(attempt);
  return seconds <= maxDelay ? seconds : undefined;
}

/** Full jitter below a bound that starts at 0.5 s, doubles with each attempt and ends at 8 s. */
function backoff(attempt: number): number {
  return Math.random() * Math.min(8, 0.5 * 2 ** (attempt - 1));
}
