import type { AbortReason } from "../backend/abort-reason.js";
import type { NoValue } from "../backend/outcome.js";
import { ActionError, invalidValue } from "../contract/action-error.js";
import type { Fault } from "../contract/errors.js";
import { notBuilt } from "../loader/read-build.js";
import { type Redaction, redactJson } from "../secrets/redact.js";
import type { KnownAction } from "./admission.js";

/** The parts of a call that its error needs. */
export interface EndedCall {
  readonly action: KnownAction;
  /** Takes the values of the call, and of earlier ones, out of text. */
  readonly redaction: Redaction;
}

/** Returns the error of a call without a result. */
export function errorOf(call: EndedCall, outcome: NoValue): ActionError {
  const { key } = call.action;
  switch (outcome.kind) {
    case "failed": {
      const { failure } = outcome;
      return new ActionError({ code: "ACTION_FAILED", action: key, message: failure.message, failure });
    }
    case "invalid":
      return invalidOutput(call, outcome.faults);
    case "not-built":
      return notBuilt(outcome.message, key);
    case "lost": {
      const message = `The lane that ran \`${key}\` was lost: ${call.redaction.redact(outcome.message)}.`;
      return new ActionError({ code: "WORKER_LOST", action: key, message });
    }
    default:
      return outcome satisfies never;
  }
}

function invalidOutput({ action, redaction }: EndedCall, faults: readonly Fault[]): ActionError {
  return invalidValue(
    "INVALID_OUTPUT",
    action.key,
    faults.map(({ path, message }) => ({ path: redaction.redact(path), message: redaction.redact(message) })),
  );
}

/** Returns the error of a call that was not admitted, without values of secrets in what it tells of arguments and providers. */
export function redactError(error: ActionError, redaction: Redaction): ActionError {
  const { code, message, path, details } = error;
  const redacted = {
    message: redaction.redact(message),
    ...(path !== undefined && { path: redaction.redact(path) }),
    // Those of missing secrets are names.
    ...(details !== undefined && { details: code === "INVALID_INPUT" ? redactJson(details, redaction) : details }),
  };
  const isSame = redacted.message === message && redacted.path === path && deepEqual(redacted.details, details);
  return isSame ? error : new ActionError({ ...error.toJSON(), ...redacted });
}

function deepEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Returns the error of a call that was given up. */
export function givenUp(reason: AbortReason, action: string, timeoutMs: number): ActionError {
  switch (reason) {
    case "timeout": {
      const message = `\`${action}\` did not end within ${timeoutMs} ms, waiting for a lane included.`;
      return new ActionError({ code: "TIMEOUT", action, message });
    }
    case "cancelled":
      return new ActionError({ code: "CANCELLED", action, message: `\`${action}\` was cancelled.` });
    case "closed":
      return closed(action);
    default:
      return reason satisfies never;
  }
}

/** Returns the error of a call that a closed runtime did not run; `action` is empty where no call is involved. */
export function closed(action: string): ActionError {
  const message = action === "" ? "The runtime is closed." : `\`${action}\` did not run: the runtime is closed.`;
  return new ActionError({ code: "RUNTIME_CLOSED", action, message });
}

/** Returns the error of a call beyond `queueLimit`. */
export function queueFull(action: string): ActionError {
  const message = `\`${action}\` was not accepted: as many calls as \`queueLimit\` allows are waiting already.`;
  return new ActionError({ code: "QUEUE_FULL", action, message });
}
