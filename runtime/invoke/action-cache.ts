import type { Plan } from "../backend/action-plan.js";
import type { NoValue } from "../backend/outcome.js";
import { BuildFault, type BuildLoader } from "../loader/verify.js";
import type { Redact } from "../secrets/redact.js";
import { failureData } from "./failure-data.js";
import { type LoadedAction, loadAction } from "./load-action.js";

/** An action that was loaded, or how every call of it ends. */
export type Loaded =
  | { readonly kind: "loaded"; readonly action: LoadedAction }
  | { readonly kind: "failed"; readonly outcome: NoValue };

const asItIs: Redact = (text) => text; // loading happens outside of any call: no secret is there

/** Actions by key, each loaded when it is first called. */
export class ActionCache {
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Promise<void>>();

  readonly #build: BuildLoader;

  constructor(build: BuildLoader) {
    this.#build = build;
  }

  /** The action, if loading it has come to an end. */
  get(key: string): Loaded | undefined {
    return this.#loaded.get(key);
  }

  /** Loads an action unless that has begun before. Never rejects. */
  load(plan: Plan): Promise<void> {
    const begun = this.#loading.get(plan.key);
    if (begun) return begun;
    const done = loadAction(this.#build, plan).then(
      (action) => void this.#loaded.set(plan.key, { kind: "loaded", action }),
      (error: unknown) => void this.#loaded.set(plan.key, { kind: "failed", outcome: outcomeOf(error) }),
    );
    this.#loading.set(plan.key, done);
    return done;
  }
}

function outcomeOf(error: unknown): NoValue {
  if (error instanceof BuildFault) return { kind: "not-built", message: error.message };
  return { kind: "failed", failure: failureData(error, asItIs) };
}
