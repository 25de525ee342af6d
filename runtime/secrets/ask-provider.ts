import type { Soon } from "./follow.js";
import type { SecretContext, SecretProvider, SecretRequest, SecretValues } from "./provider.js";
import { SecretsError } from "./secrets-error.js";

/**
 * Asks a provider, and returns those of its values that were asked for, at once if it answers so. Throws or rejects with a
 * `SecretsError` that holds no value, however the provider fails and whatever it gives, and with the signal's reason once that is
 * aborted.
 */
export function askProvider(
  provider: SecretProvider,
  requests: readonly SecretRequest[],
  context: SecretContext,
): Soon<SecretValues> {
  try {
    const answer: unknown = provider.resolve(requests, context);
    if (!isPromise(answer)) return takeValues(answer, requests);
    return untilAborted(answer, context.signal)
      .then((values) => takeValues(values, requests))
      .catch((error: unknown) => {
        throw context.signal.aborted ? context.signal.reason : failureOf(provider, error);
      });
  } catch (error) {
    throw failureOf(provider, error);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === "function";
}

/** Settles as a promise does, or rejects when the signal is aborted: a provider may hang, and must not keep a call. */
function untilAborted(promise: PromiseLike<unknown>, signal: SecretContext["signal"]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    const settle =
      <Value>(end: (value: Value) => void) =>
      (value: Value): void => {
        signal.removeEventListener("abort", abort);
        end(value);
      };
    signal.addEventListener("abort", abort, { once: true });
    promise.then(settle(resolve), settle(reject));
    if (signal.aborted) abort();
  });
}

/** Own properties alone count, so that no name of a secret finds what all objects have. */
function takeValues(answer: unknown, requests: readonly SecretRequest[]): SecretValues {
  if (!isRecord(answer)) throw wrongAnswer(`gave ${kindOf(answer)}, not values by secret and key`);
  const values: Record<string, Readonly<Record<string, string>>> = Object.create(null);
  for (const { name, keys } of requests) {
    const given = ownOf(answer, name);
    if (given === undefined || given === null) continue;
    if (!isRecord(given)) throw wrongAnswer(`gave ${kindOf(given)} for the secret \`${name}\`, not values by key`);
    const found: Record<string, string> = Object.create(null);
    let hasValue = false;
    for (const key of keys) {
      const value = ownOf(given, key);
      if (value === undefined || value === null) continue;
      if (typeof value !== "string") {
        throw wrongAnswer(`gave ${kindOf(value)} for ${key} of the secret \`${name}\`, not text`);
      }
      found[key] = value;
      hasValue = true;
    }
    if (hasValue) values[name] = found;
  }
  return values;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
}

function ownOf(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return value instanceof Map ? "a Map" : typeof value;
}

/** A failure whose text names no provider yet. */
class WrongAnswer extends Error {}

function wrongAnswer(text: string): WrongAnswer {
  return new WrongAnswer(text);
}

function failureOf({ name }: SecretProvider, error: unknown): SecretsError {
  if (error instanceof SecretsError) return error;
  const provider = name === undefined ? "the provider of secrets" : `the provider \`${name}\` of secrets`;
  if (error instanceof WrongAnswer) return new SecretsError("PROVIDER_FAILED", `${provider} ${error.message}`);
  return new SecretsError("PROVIDER_FAILED", `${provider} failed with ${nameOf(error)}; ${silence}`);
}

const silence = "what else it says is not shown, because it may hold a value: a `SecretsError` would be";

/** Returns the class of an error, with its code: both are words of programs. */
function nameOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return "something that is no Error";
    const { code } = error as { readonly code?: unknown };
    const isWord = (value: unknown): value is string =>
      typeof value === "string" && /^[A-Z][A-Za-z0-9_]{0,50}$/.test(value);
    const name: unknown = error.constructor.name;
    return `${isWord(name) ? name : "an Error"}${isWord(code) && /^[A-Z]+(?:_[A-Z]+)*$/.test(code) ? ` ${code}` : ""}`;
  } catch {
    return "an error that cannot be read";
  }
}
