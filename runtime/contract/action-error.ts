import type { ActionErrorCode, ActionErrorData, FailureData, Fault } from "./errors.js";
import type { Json } from "./json.js";

/**
 * Error of a call without a result. `JSON.stringify` keeps its fields.
 *
 * `retryable`: trying again may succeed; the effects of the action decide whether it is safe.
 */
export class ActionError extends Error implements ActionErrorData {
  readonly code: ActionErrorCode;
  /** The key that was called; empty if no call is involved. */
  readonly action: string;
  readonly retryable: boolean;
  /** The JSON pointer of the first fault. */
  declare readonly path?: string;
  /** The error that the action threw. */
  declare readonly failure?: FailureData;
  /** For invalid values every fault, as `{path, message}`; for missing secrets their names and keys. */
  declare readonly details?: Json;
  /** The id of the call; absent if the call was not accepted. */
  declare call?: string;
  /** Number of attempts; absent if there was one or none. */
  declare attempts?: number;

  constructor(data: Omit<ActionErrorData, "retryable"> & { readonly retryable?: boolean }) {
    super(data.message);
    this.name = "ActionError";
    this.code = data.code;
    this.action = data.action;
    this.retryable = data.retryable ?? isRetryable(data.code, data.failure);
    if (data.path !== undefined) this.path = data.path;
    if (data.failure !== undefined) this.failure = data.failure;
    if (data.details !== undefined) this.details = data.details;
    if (data.call !== undefined) this.call = data.call;
    if (data.attempts !== undefined) this.attempts = data.attempts;
  }

  /** @internal Returns this error for one call; a copy if it belongs to another call, because several may fail by one cause. */
  of(call: string, attempts: number): ActionError {
    const error = this.call === undefined ? this : copyOf(this);
    error.call = call;
    if (attempts > 1) error.attempts = attempts;
    return error;
  }

  toJSON(): ActionErrorData {
    const { code, action, message, path, retryable, failure, details, call, attempts } = this;
    return {
      code,
      action,
      message,
      ...(path !== undefined && { path }),
      retryable,
      ...(failure !== undefined && { failure }),
      ...(details !== undefined && { details }),
      ...(call !== undefined && { call }),
      ...(attempts !== undefined && { attempts }),
    };
  }
}

/** Not in the class: bundlers rename a class that speaks of itself, and that name would stand in printed errors. */
function copyOf(error: ActionError): ActionError {
  return new ActionError(error.toJSON());
}

/** Returns the error of a value with these faults. */
export function invalidValue(
  code: "INVALID_INPUT" | "INVALID_OUTPUT",
  action: string,
  faults: readonly Fault[],
): ActionError {
  const [first] = faults;
  const subject = code === "INVALID_INPUT" ? "The arguments of" : "The result of";
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  const text = first ? `${first.path === "" ? "" : `${first.path}: `}${first.message}` : "";
  return new ActionError({
    code,
    action,
    message: `${subject} \`${action}\` do${code === "INVALID_INPUT" ? "" : "es"} not fit its schema. ${text}${more}`,
    path: first?.path ?? "",
    details: faults.map(({ path, message }) => ({ path, message })),
  });
}

function isRetryable(code: ActionErrorCode, failure: FailureData | undefined): boolean {
  switch (code) {
    case "TIMEOUT":
    case "QUEUE_FULL":
    case "WORKER_LOST":
      return true;
    case "ACTION_FAILED":
      return failure?.kind === "rate_limited" || failure?.kind === "unavailable";
    default:
      return false;
  }
}
