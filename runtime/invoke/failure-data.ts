import { failureSymbol } from "../contract/context.js";
import { type FailureData, type FailureKind, failureKinds } from "../contract/errors.js";
import type { Json } from "../contract/json.js";
import {
  maxFailureErrors,
  maxFailureMembers,
  maxFailureMessageChars,
  maxFailureNameChars,
  maxFailureStackChars,
  maxFailureTextChars,
} from "../contract/limits.js";
import { type Redaction, redactJson } from "../secrets/redact.js";
import { takeJson } from "../values/take-json.js";
import { errorText, isObject, membersOf, readSafely } from "./error-text.js";

/**
 * Returns a thrown value in the form that the caller receives, redacted. A `Failure` keeps its kind, everything else is
 * `internal`. Accepts any value: null, text, throwing getters, endless chains of causes.
 */
export function failureData(thrown: unknown, redaction: Redaction): FailureData {
  return new FailureReader(redaction).read(thrown);
}

/** Reads an error with its causes and members, up to a number of errors and a length of their text. */
class FailureReader {
  #errorsLeft = maxFailureErrors;
  #charsLeft = maxFailureTextChars;
  /** Errors that were read: a chain of causes may be a circle. */
  readonly #read = new Set<object>();
  readonly #redaction: Redaction;

  constructor(redaction: Redaction) {
    this.#redaction = redaction;
  }

  read(thrown: unknown): FailureData {
    this.#errorsLeft--;
    if (!isObject(thrown)) return { kind: "internal", name: "Error", message: this.#valueText(thrown) };
    this.#read.add(thrown);
    const { name, message, code, stack } = this.#textsOf(thrown);
    const errors = this.#members(thrown);
    const cause = readSafely(thrown, "cause");
    return {
      kind: failureKindOf(thrown),
      name: name || "Error",
      message,
      ...(code !== undefined && { code }),
      ...this.#failureFacts(thrown),
      ...(stack !== undefined && { stack }),
      ...(errors.length > 0 && { errors }),
      ...(cause !== undefined && this.#mayRead(cause) && { cause: this.read(cause) }),
    };
  }

  #mayRead(value: unknown): boolean {
    return this.#errorsLeft > 0 && this.#charsLeft > 0 && !(isObject(value) && this.#read.has(value));
  }

  #members(thrown: object): readonly FailureData[] {
    const found: FailureData[] = [];
    for (const each of membersOf(thrown, maxFailureMembers)) if (this.#mayRead(each)) found.push(this.read(each));
    return found;
  }

  #textsOf(thrown: object): {
    readonly name: string | undefined;
    readonly message: string;
    readonly code: string | undefined;
    readonly stack: string | undefined;
  } {
    const name = this.#text(readSafely(thrown, "name"), maxFailureNameChars);
    const message = this.#text(errorText(thrown), maxFailureMessageChars) ?? this.#valueText(thrown);
    const code = this.#text(readSafely(thrown, "code"), maxFailureNameChars);
    const stack = readSafely(thrown, "stack");
    const own = typeof stack === "string" ? withoutLaneFrames(stack) : undefined;
    return {
      name,
      message,
      code,
      stack: this.#text(own, Math.min(maxFailureStackChars, Math.max(0, this.#charsLeft))),
    };
  }

  /** Returns text redacted and cut to a length; undefined if it is none, or empty. */
  #text(value: unknown, maxChars: number): string | undefined {
    if (typeof value !== "string" || value === "") return undefined;
    const text = this.#redaction.redact(value, maxChars);
    this.#charsLeft -= text.length;
    return text;
  }

  /** Returns the fields that only a `Failure` has. */
  #failureFacts(thrown: object): { readonly retryAfter?: number; readonly details?: Json } {
    if (!isFailure(thrown)) return {};
    const retryAfter = readSafely(thrown, "retryAfter");
    const taken = takeJson(readSafely(thrown, "details"));
    return {
      ...(typeof retryAfter === "number" && this.#isShown(retryAfter) && { retryAfter }),
      ...(taken.kind === "json" && { details: redactJson(taken.value, this.#redaction) }),
    };
  }

  #isShown(number: number): boolean {
    return Number.isFinite(number) && redactJson(number, this.#redaction) === number;
  }

  /** Returns a message for a thrown value that is not an error. */
  #valueText(thrown: unknown): string {
    if (typeof thrown === "string") return this.#redaction.redact(thrown, maxFailureMessageChars);
    const taken = takeJson(thrown);
    const form = taken.kind === "json" ? JSON.stringify(redactJson(taken.value, this.#redaction)) : typeof thrown;
    return `Something that is no Error was thrown: ${form.slice(0, maxFailureMessageChars)}`;
  }
}

function failureKindOf(thrown: object): FailureKind {
  const kind = isFailure(thrown) ? readSafely(thrown, "kind") : undefined;
  return failureKinds.find((each) => each === kind) ?? "internal";
}

function isFailure(thrown: object): boolean {
  return readSafely(thrown, failureSymbol) === true;
}

/** Removes the frames of the lane's own code, which are below those of the action. */
function withoutLaneFrames(stack: string): string {
  return stack
    .slice(0, 2 * maxFailureStackChars)
    .split("\n")
    .filter((line) => !/^\s+at .*(?:\/lane-(?:thread|process)\.js:|node:async_hooks:)/.test(line))
    .join("\n");
}
