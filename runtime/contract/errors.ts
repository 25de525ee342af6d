import type { Json } from "./json.js";

/** Every code of an `ActionError`. */
export const actionErrorCodes = [
  "ACTION_NOT_FOUND",
  "INVALID_INPUT",
  "INVALID_OUTPUT",
  "ACTION_FAILED",
  "TIMEOUT",
  "CANCELLED",
  "QUEUE_FULL",
  "WORKER_LOST",
  "SECRET_MISSING",
  "APPROVAL_REQUIRED",
  "NOT_BUILT",
  "RUNTIME_CLOSED",
] as const;
export type ActionErrorCode = (typeof actionErrorCodes)[number];

/** Every kind of a `Failure`, in the words of services. */
export const failureKinds = [
  "auth",
  "permission",
  "not_found",
  "invalid_request",
  "conflict",
  "rate_limited",
  "unavailable",
  "upstream",
  "timeout",
  "limit",
  "internal",
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** Fields of failures of every kind. */
export interface FailureFacts {
  /** The name of the class that was thrown: `Failure`, a subclass of it, `TypeError`, … */
  readonly name: string;
  readonly message: string;
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number;
  /** Facts for programs. */
  readonly details?: Json;
  /** Its frames point at the author's lines. */
  readonly stack?: string;
  /** The `code` of the error, if it is text: `ECONNREFUSED`. */
  readonly code?: string;
  /** Members of an `AggregateError`, up to ten. */
  readonly errors?: readonly FailureData[];
  /** The cause, with its own members and cause: up to 32 errors in all. */
  readonly cause?: FailureData;
}

/** A failure of one kind. */
export interface FailureOf<Kind extends FailureKind> extends FailureFacts {
  readonly kind: Kind;
}

/**
 * A `Failure`, or anything else that an action threw (kind `internal`), as JSON. A union on `kind`, so that a `switch` over it
 * can be exhaustive.
 */
export type FailureData = { readonly [Kind in FailureKind]: FailureOf<Kind> }[FailureKind];

/** One reason why a value does not fit its schema: a JSON pointer and a sentence. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** The JSON form of an `ActionError`. */
export interface ActionErrorData {
  readonly code: ActionErrorCode;
  readonly action: string;
  readonly message: string;
  readonly path?: string;
  readonly retryable: boolean;
  readonly failure?: FailureData;
  readonly details?: Json;
  /** The id of the call, as in its events; absent if the call was not accepted. */
  readonly call?: string;
  /** Number of attempts; absent if there was one or none. */
  readonly attempts?: number;
}
