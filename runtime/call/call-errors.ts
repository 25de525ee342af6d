import type { NoValue } from "../backend/outcome.js";
import { ActionError, invalidValue } from "../contract/action-error.js";
import { notBuilt } from "../loader/read-build.js";
import { redactor } from "../secrets/redact.js";
import type { SecretValues } from "../secrets/resolve.js";
import type { Invalid } from "../values/validator.js";
import type { KnownAction } from "./admission.js";
import type { Generation } from "./build-generation.js";

/** What a call was when it ended without a result. */
export interface EndedCall {
  readonly action: KnownAction;
  readonly generation: Generation;
  readonly secrets: SecretValues | undefined;
}

/** The error of a call that ended so. */
export async function errorOf(call: EndedCall, outcome: NoValue): Promise<ActionError> {
  const { key } = call.action;
  switch (outcome.kind) {
    case "failed": {
      const { failure } = outcome;
      return new ActionError({ code: "ACTION_FAILED", action: key, message: failure.message, failure });
    }
    case "invalid":
      return invalidOutput(call, outcome.invalid);
    case "not-built":
      return notBuilt(outcome.message, key);
    case "lost": {
      const message = `The lane that ran \`${key}\` was lost: ${outcome.message}.`;
      return new ActionError({ code: "WORKER_LOST", action: key, message });
    }
    default:
      return outcome satisfies never;
  }
}

async function invalidOutput({ action, generation, secrets = {} }: EndedCall, invalid: Invalid): Promise<ActionError> {
  const redact = redactor(Object.values(secrets).flatMap((values) => Object.values(values)));
  const faults = await generation.admission.explainOutput(action, invalid);
  return invalidValue(
    "INVALID_OUTPUT",
    action.key,
    faults.map(({ path, message }) => ({ path: redact(path), message: redact(message) })),
  );
}

/** The error of a call that a closed runtime did not run. */
export function closed(action: string): ActionError {
  const message = action === "" ? "The runtime is closed." : `\`${action}\` did not run: the runtime is closed.`;
  return new ActionError({ code: "RUNTIME_CLOSED", action, message });
}

/** The error of a call that was one too many. */
export function queueFull(action: string): ActionError {
  const message = `\`${action}\` was not accepted: as many calls as \`queueLimit\` allows are waiting already.`;
  return new ActionError({ code: "QUEUE_FULL", action, message });
}
