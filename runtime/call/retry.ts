import type { NoValue } from "../backend/outcome.js";
import type { BuiltAction } from "../contract/build.js";

/** The longest wait before the first retry, and before any, in milliseconds. */
const firstMs = 200;
const longestMs = 20_000;

/**
 * Whether a call that ended so may run again: what was not carried out at all (`rate_limited`) always, what may have
 * been carried out only if doing it twice does no harm.
 */
export function mayRunAgain(outcome: NoValue, { effects }: BuiltAction): boolean {
  const isHarmless = effects.readonly || effects.idempotent;
  if (outcome.kind === "lost") return isHarmless;
  if (outcome.kind !== "failed") return false;
  return outcome.failure.kind === "rate_limited" || (outcome.failure.kind === "unavailable" && isHarmless);
}

/**
 * How long to wait after the given number of attempts, in milliseconds: exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), on top of what the service asks for, so
 * that calls which were refused together do not come back together.
 */
export function backoffMs(attempts: number, outcome: NoValue, random: () => number = Math.random): number {
  const jitter = random() * Math.min(longestMs, firstMs * 2 ** (attempts - 1));
  const { retryAfter = 0 } = outcome.kind === "failed" ? outcome.failure : {};
  return Math.max(0, retryAfter) * 1_000 + jitter;
}
