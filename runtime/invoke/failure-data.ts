import { failureSymbol } from "../contract/context.js";
import { type FailureData, type FailureKind, failureKinds } from "../contract/errors.js";
import type { Json } from "../contract/json.js";
import { type Redact, redactJson } from "../secrets/redact.js";
import { takeJson } from "../values/take-json.js";

const maxMessage = 16 * 1024;
const maxStack = 32 * 1024;
const maxCauses = 5;

/**
 * Whatever an action threw, in the form that crosses to the caller, redacted. A `Failure` keeps its kind, everything else is
 * `internal`. Copes with anything: null, text, throwing getters, endless chains of causes.
 */
export function failureData(thrown: unknown, redact: Redact, causes = 0): FailureData {
  if (typeof thrown !== "object" || thrown === null)
    return { kind: "internal", name: "Error", message: said(thrown, redact) };
  const stack = read(thrown, "stack");
  const cause = read(thrown, "cause");
  return {
    kind: kindOf(thrown),
    name: text(read(thrown, "name"), redact, 200) ?? "Error",
    message: text(read(thrown, "message"), redact, maxMessage) ?? said(thrown, redact),
    ...failureFacts(thrown, redact),
    ...(typeof stack === "string" && { stack: redact(withoutOurs(stack)).slice(0, maxStack) }),
    ...(cause !== undefined && causes < maxCauses && { cause: failureData(cause, redact, causes + 1) }),
  };
}

/** What only a `Failure` says. */
function failureFacts(thrown: object, redact: Redact): { readonly retryAfter?: number; readonly details?: Json } {
  if (!isFailure(thrown)) return {};
  const retryAfter = read(thrown, "retryAfter");
  const taken = takeJson(read(thrown, "details"));
  return {
    ...(typeof retryAfter === "number" && Number.isFinite(retryAfter) && { retryAfter }),
    ...(taken.kind === "json" && { details: redactJson(taken.value, redact) }),
  };
}

function kindOf(thrown: object): FailureKind {
  const kind = isFailure(thrown) ? read(thrown, "kind") : undefined;
  return failureKinds.find((each) => each === kind) ?? "internal";
}

function isFailure(thrown: object): boolean {
  return read(thrown, failureSymbol) === true;
}

/** A property of a thrown value, which may be a proxy or have throwing getters. */
function read(thrown: object, key: string | symbol): unknown {
  try {
    return (thrown as Readonly<Record<string | symbol, unknown>>)[key];
  } catch {
    return undefined;
  }
}

function text(value: unknown, redact: Redact, length: number): string | undefined {
  return typeof value === "string" && value !== "" ? redact(value).slice(0, length) : undefined;
}

/** The lane's own frames stand below all that an author can do something about. */
function withoutOurs(stack: string): string {
  return stack
    .slice(0, 2 * maxStack)
    .split("\n")
    .filter((line) => !/^\s+at .*(?:\/lane-(?:thread|process)\.js:|node:async_hooks:)/.test(line))
    .join("\n");
}

/** What was thrown if it was no error. */
function said(thrown: unknown, redact: Redact): string {
  if (typeof thrown === "string") return redact(thrown).slice(0, maxMessage);
  const taken = takeJson(thrown);
  const form = taken.kind === "json" ? JSON.stringify(redactJson(taken.value, redact)) : typeof thrown;
  return `Something that is no Error was thrown: ${form.slice(0, maxMessage)}`;
}
