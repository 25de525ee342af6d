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

/** Every kind of a `Failure`: what went wrong, in the service's words. */
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

/** A `Failure` (or anything else that an action threw: kind `internal`) as it crosses the border of a lane. */
export interface FailureData {
  readonly kind: FailureKind;
  readonly name: string;
  readonly message: string;
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number;
  readonly details?: Json;
  readonly stack?: string;
  readonly cause?: FailureData;
}

/** One fault of a value: a JSON pointer and a sentence. */
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
}
