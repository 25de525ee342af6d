import type { ActionPlan } from "../backend/action-plan.js";
import type { Outcome } from "../backend/outcome.js";
import type { JsonObject } from "../contract/json.js";
import { encode } from "../values/encode.js";
import { revive } from "../values/revive.js";
import { takeJson } from "../values/take-json.js";
import { callStorage } from "./call-storage.js";
import { failureData } from "./failure-data.js";
import { restoreSpecies } from "./intrinsics-guard.js";
import type { LoadedAction } from "./load-action.js";
import { type RunningCall, redactionOf } from "./running-call.js";

/** Arguments of a function, and the receiver of its outcome. */
export interface Invocation {
  readonly args: JsonObject;
  /** Called once. */
  onEnded(outcome: Outcome): void;
}

/** Calls an action's function within the context of its call. A function that returns at once ends at once. */
export function invoke(action: LoadedAction, call: RunningCall, invocation: Invocation): void {
  callStorage.run(call, start, action, call, invocation);
}

function start(action: LoadedAction, call: RunningCall, invocation: Invocation): void {
  let result: unknown;
  try {
    if (action.plan.wire?.input) restoreSpecies(); // by which reviving makes arrays
    result = Reflect.apply(action.run, undefined, toArguments(action.plan, invocation.args));
  } catch (error) {
    invocation.onEnded(failed(error, call));
    return;
  }
  if (!isThenable(result)) {
    invocation.onEnded(returned(result, action, call));
    return;
  }
  Promise.resolve(result).then(
    (value) => invocation.onEnded(returned(value, action, call)),
    (error) => invocation.onEnded(failed(error, call)),
  );
}

function failed(error: unknown, call: RunningCall): Outcome {
  return { kind: "failed", failure: failureData(error, redactionOf(call)) };
}

function returned(result: unknown, { validator, plan }: LoadedAction, call: RunningCall): Outcome {
  if (plan.wire?.output) restoreSpecies(); // by which encoding makes arrays
  const taken = takeJson(encoded(result === undefined ? null : result, plan));
  if (taken.kind === "faults") return { kind: "invalid", faults: taken.faults };
  try {
    const refusal = validator.refuse(taken.value);
    return refusal ? { kind: "invalid", faults: refusal.explain(taken.length) } : { kind: "value", value: taken.value };
  } catch (error) {
    return failed(error, call);
  }
}

/** Returns the result with wire forms; unchanged if a getter throws, which `takeJson` reports afterwards. */
function encoded(result: unknown, { wire }: ActionPlan): unknown {
  if (!wire?.output) return result;
  try {
    return encode(result, wire.output, wire.definitions);
  } catch {
    return result;
  }
}

/** Puts named arguments in the order of the parameters; absent ones are `undefined`, so that initialisers apply. */
function toArguments(plan: ActionPlan, wireArgs: JsonObject): readonly unknown[] {
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
