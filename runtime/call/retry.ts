import type { NoValue } from "../backend/outcome.js";
import type { BuiltAction } from "../contract/build.js";
import { firstRetryPauseMs, maxRetryPauseMs } from "../contract/limits.js";

/**
 * Returns whether an action may run again after such an outcome: always if it was not carried out (`rate_limited`); if it may
 * have been carried out, only if that does no harm twice.
 */
export function mayRunAgain(outcome: NoValue, { effects }: BuiltAction): boolean {
  const isHarmless = effects.readonly || effects.idempotent;
  if (outcome.kind === "lost") return isHarmless;
  if (outcome.kind !== "failed") return false;
  return outcome.failure.kind === "rate_limited" || (outcome.failure.kind === "unavailable" && isHarmless);
}

/**
 * Returns the pause after the given number of attempts, in milliseconds: exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), added to the pause that the service requests,
 * so that calls that were refused together do not return together.
 */
export function backoffMs(attempts: number, outcome: NoValue, random: () => number = Math.random): number {
  const jitter = random() * Math.min(maxRetryPauseMs, firstRetryPauseMs * 2 ** (attempts - 1));
  const { retryAfter = 0 } = outcome.kind === "failed" ? outcome.failure : {};
  return Math.max(0, retryAfter) * 1_000 + jitter;
}
