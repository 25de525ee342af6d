import type { ActionPlan } from "../backend/action-plan.js";
import { BuildError, type BuildLoader, filesOf } from "../loader/verify.js";
import { tooLarge, type Validate, type ValidatorModule } from "../values/validator.js";
import { explainDenied } from "./access-denied.js";
import { restoreExpressions } from "./intrinsics-guard.js";

/** An action that can be called. */
export interface LoadedAction {
  readonly plan: ActionPlan;
  readonly run: (...args: readonly unknown[]) => unknown;
  readonly validate: Validate;
}

/** Error of a module that threw while it was loaded, or lacks the export. */
export class LoadError extends Error {}

/** Checks and imports the files of an action. Rejects with a `BuildError` or a `LoadError`. */
export async function loadAction(build: BuildLoader, plan: ActionPlan): Promise<LoadedAction> {
  build.verify([...plan.files, ...filesOf(plan.output)]);
  const [module, validator] = await Promise.all([loadModule(build, plan), loadValidator(build, plan)]);
  const run = module[plan.export];
  if (typeof run !== "function") {
    throw new LoadError(`\`${plan.key}\`: its module exports no function \`${plan.export}\`.`);
  }
  return { plan, run: run as LoadedAction["run"], validate: guarded((validator as ValidatorModule).default) };
}

/** Returns a validator that no change by an action can mislead. */
function guarded(validate: Validate): Validate {
  const check = (data: unknown): boolean => {
    restoreExpressions();
    return validate(data);
  };
  return Object.defineProperty(check, "errors", { get: () => validate.errors }) as Validate;
}

async function loadValidator(build: BuildLoader, { key, output }: ActionPlan): Promise<unknown> {
  try {
    return await build.load(output.file);
  } catch (error) {
    throw error instanceof RangeError ? new BuildError(tooLarge(key, "result")) : error;
  }
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
