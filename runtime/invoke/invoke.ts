import type { Plan } from "../backend/action-plan.js";
import type { Outcome } from "../backend/outcome.js";
import type { JsonObject } from "../contract/json.js";
import { encode } from "../values/encode.js";
import { revive } from "../values/revive.js";
import { takeJson } from "../values/take-json.js";
import { findInvalid } from "../values/validator.js";
import { callStorage } from "./call-storage.js";
import { failureData } from "./failure-data.js";
import type { LoadedAction } from "./load-action.js";
import type { OpenCall } from "./open-call.js";

/** One call of a loaded action. */
export interface Invocation {
  readonly action: LoadedAction;
  readonly call: OpenCall;
  readonly args: JsonObject;
}

/** Calls an action within its context and tells how it ended, once. A function that returns at once ends at once. */
export function invoke(invocation: Invocation, ended: (outcome: Outcome) => void): void {
  callStorage.run(invocation.call, start, invocation, ended);
}

function start({ action, call, args }: Invocation, ended: (outcome: Outcome) => void): void {
  let result: unknown;
  try {
    result = Reflect.apply(action.run, undefined, toArguments(action.plan, args)); // a spread is slow where intrinsics are frozen
  } catch (error) {
    ended(failed(error, call));
    return;
  }
  if (!isThenable(result)) {
    ended(returned(result, action, call));
    return;
  }
  Promise.resolve(result).then(
    (value) => ended(returned(value, action, call)),
    (error) => ended(failed(error, call)),
  );
}

function failed(error: unknown, call: OpenCall): Outcome {
  return { kind: "failed", failure: failureData(error, call.redact) };
}

function returned(result: unknown, { validate, plan }: LoadedAction, call: OpenCall): Outcome {
  const taken = takeJson(encoded(result === undefined ? null : result, plan));
  if (taken.kind === "faults") return { kind: "invalid", invalid: { kind: "faults", faults: taken.faults } };
  try {
    const invalid = findInvalid(validate, taken.value);
    return invalid ? { kind: "invalid", invalid } : { kind: "value", value: taken.value };
  } catch (error) {
    return failed(error, call);
  }
}

/** The result with wire forms for what JSON cannot say; as it is where a getter throws, which is told when it is taken. */
function encoded(result: unknown, { wire }: Plan): unknown {
  if (!wire?.output) return result;
  try {
    return encode(result, wire.output, wire.definitions);
  } catch {
    return result;
  }
}

/** Named arguments in the order of the parameters. What is absent is `undefined`, so that initialisers apply. */
function toArguments(plan: Plan, wireArgs: JsonObject): readonly unknown[] {
  const { wire } = plan;
  const args = (wire?.input ? revive(wireArgs, wire.input, wire.definitions).value : wireArgs) as Readonly<
    Record<string, unknown>
  >;
  if (plan.flattened) return [args];
  const positional: unknown[] = [];
  for (const { name, rest } of plan.parameters) {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    if (!rest) positional.push(value);
    else if (Array.isArray(value)) positional.push(...value);
  }
  return positional;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
