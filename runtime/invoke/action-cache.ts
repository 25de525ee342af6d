import type { ActionPlan } from "../backend/action-plan.js";
import type { NoValue } from "../backend/outcome.js";
import { BuildError, type BuildLoader } from "../loader/verify.js";
import { noRedaction } from "../secrets/redact.js";
import { failureData } from "./failure-data.js";
import { type LoadedAction, loadAction } from "./load-action.js";

/** A loaded action, or the outcome of every call of an action that cannot be loaded. */
export type Loaded =
  | { readonly kind: "loaded"; readonly action: LoadedAction }
  | { readonly kind: "failed"; readonly outcome: NoValue };

/** Loaded actions by key; each is loaded before its first call. */
export class ActionCache {
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Promise<void>>();

  readonly #build: BuildLoader;

  constructor(build: BuildLoader) {
    this.#build = build;
  }

  /** Returns the action; undefined until loading it has ended. */
  get(key: string): Loaded | undefined {
    return this.#loaded.get(key);
  }

  /** Loads an action, once. Never rejects. */
  load(plan: ActionPlan): Promise<void> {
    const loading = this.#loading.get(plan.key);
    if (loading) return loading;
    const done = loadAction(this.#build, plan).then(
      (action) => void this.#loaded.set(plan.key, { kind: "loaded", action }),
      (error: unknown) => void this.#loaded.set(plan.key, { kind: "failed", outcome: outcomeOf(error) }),
    );
    this.#loading.set(plan.key, done);
    return done;
  }
}

/** Actions load outside of calls, so no secrets are present. */
function outcomeOf(error: unknown): NoValue {
  if (error instanceof BuildError) return { kind: "not-built", message: error.message };
  return { kind: "failed", failure: failureData(error, noRedaction) };
}
