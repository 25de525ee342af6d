import type { ActionPlan } from "../backend/action-plan.js";
import type { Fault } from "../contract/errors.js";
import type { BuildLoader } from "../loader/verify.js";
import { type PackModule, type Refusal, type Validator, validatorIn } from "../values/validator.js";
import { explainDenied } from "./access-denied.js";
import { restoreIntrinsics } from "./intrinsics-guard.js";

/** An action that can be called. */
export interface LoadedAction {
  readonly plan: ActionPlan;
  readonly run: (...args: readonly unknown[]) => unknown;
  readonly validator: Validator;
}

/** Error of a module that threw while it was loaded, or lacks the export. */
export class LoadError extends Error {}

/** Checks and imports the files of an action. Rejects with a `BuildError` or a `LoadError`. */
export async function loadAction(build: BuildLoader, plan: ActionPlan): Promise<LoadedAction> {
  build.verify([...plan.files, plan.output]);
  const [module, pack] = await Promise.all([loadModule(build, plan), build.load(plan.output.file)]);
  const run = module[plan.export];
  if (typeof run !== "function") {
    throw new LoadError(`\`${plan.key}\`: its module exports no function \`${plan.export}\`.`);
  }
  return {
    plan,
    run: run as LoadedAction["run"],
    validator: guarded(validatorIn(pack as PackModule, plan.output.rule)),
  };
}

/** Returns a validator whose faults no change by an action can mislead; whether it refuses a value depends on no such member. */
function guarded(validator: Validator): Validator {
  return {
    refuse: (value) => {
      const refusal = validator.refuse(value);
      return refusal && { explain: (length) => explainGuarded(refusal, length) };
    },
  };
}

function explainGuarded(refusal: Refusal, length: number): readonly Fault[] {
  restoreIntrinsics();
  return refusal.explain(length);
}

async function loadModule(build: BuildLoader, plan: ActionPlan): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await build.load(plan.module)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const reason =
      error instanceof Error
        ? explainDenied(error.message, (key) => (error as Partial<Record<typeof key, unknown>>)[key])
        : "it threw something that is no Error";
    throw new LoadError(`The module of \`${plan.key}\` failed to load: ${reason}`, { cause: error });
  }
}
