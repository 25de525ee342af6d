import { failureSymbol } from "../contract/context.js";
import { type FailureData, type FailureKind, failureKinds } from "../contract/errors.js";
import type { Json } from "../contract/json.js";
import { maxCauses, maxFailureMessageChars, maxFailureNameChars, maxFailureStackChars } from "../contract/limits.js";
import { type Redact, redactJson } from "../secrets/redact.js";
import { takeJson } from "../values/take-json.js";
import { explainDenied } from "./access-denied.js";

/**
 * Returns a thrown value in the form that the caller receives, redacted. A `Failure` keeps its kind, everything else is
 * `internal`. Accepts any value: null, text, throwing getters, endless chains of causes.
 */
export function failureData(thrown: unknown, redact: Redact, causes = 0): FailureData {
  if (typeof thrown !== "object" || thrown === null)
    return { kind: "internal", name: "Error", message: messageOf(thrown, redact) };
  const stack = readSafely(thrown, "stack");
  const cause = readSafely(thrown, "cause");
  const message = readSafely(thrown, "message");
  const explained = typeof message === "string" ? explainDenied(message, (key) => readSafely(thrown, key)) : undefined;
  return {
    kind: failureKindOf(thrown),
    name: readText(readSafely(thrown, "name"), redact, maxFailureNameChars) ?? "Error",
    message: readText(explained, redact, maxFailureMessageChars) ?? messageOf(thrown, redact),
    ...failureFacts(thrown, redact),
    ...(typeof stack === "string" && { stack: redact(withoutLaneFrames(stack)).slice(0, maxFailureStackChars) }),
    ...(cause !== undefined && causes < maxCauses && { cause: failureData(cause, redact, causes + 1) }),
  };
}

/** Returns the fields that only a `Failure` has. */
function failureFacts(thrown: object, redact: Redact): { readonly retryAfter?: number; readonly details?: Json } {
  if (!isFailure(thrown)) return {};
  const retryAfter = readSafely(thrown, "retryAfter");
  const taken = takeJson(readSafely(thrown, "details"));
  return {
    ...(typeof retryAfter === "number" && Number.isFinite(retryAfter) && { retryAfter }),
    ...(taken.kind === "json" && { details: redactJson(taken.value, redact) }),
  };
}

function failureKindOf(thrown: object): FailureKind {
  const kind = isFailure(thrown) ? readSafely(thrown, "kind") : undefined;
  return failureKinds.find((each) => each === kind) ?? "internal";
}

function isFailure(thrown: object): boolean {
  return readSafely(thrown, failureSymbol) === true;
}

/** Reads a property of a thrown value, which may be a proxy or have throwing getters. */
function readSafely(thrown: object, key: string | symbol): unknown {
  try {
    return (thrown as Readonly<Record<string | symbol, unknown>>)[key];
  } catch {
    return undefined;
  }
}

function readText(value: unknown, redact: Redact, length: number): string | undefined {
  return typeof value === "string" && value !== "" ? redact(value).slice(0, length) : undefined;
}

/** Removes the frames of the lane's own code, which are below those of the action. */
function withoutLaneFrames(stack: string): string {
  return stack
    .slice(0, 2 * maxFailureStackChars)
    .split("\n")
    .filter((line) => !/^\s+at .*(?:\/lane-(?:thread|process)\.js:|node:async_hooks:)/.test(line))
    .join("\n");
}

/** Returns a message for a thrown value that is not an error. */
function messageOf(thrown: unknown, redact: Redact): string {
  if (typeof thrown === "string") return redact(thrown).slice(0, maxFailureMessageChars);
  const taken = takeJson(thrown);
  const form = taken.kind === "json" ? JSON.stringify(redactJson(taken.value, redact)) : typeof thrown;
  return `Something that is no Error was thrown: ${form.slice(0, maxFailureMessageChars)}`;
}
