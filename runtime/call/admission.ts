import type { Plan } from "../backend/action-plan.js";
import { ActionError, invalidValue } from "../contract/action-error.js";
import type { BuiltAction } from "../contract/build.js";
import type { Fault } from "../contract/errors.js";
import type { Json, JsonObject } from "../contract/json.js";
import { didYouMean } from "../contract/suggest.js";
import { type Build, planOf } from "../loader/read-build.js";
import { Validators } from "../loader/validators.js";
import { envSecrets } from "../secrets/env-secrets.js";
import { providerOf, type SecretProvider } from "../secrets/provider.js";
import { resolveSecrets, type SecretValues } from "../secrets/resolve.js";
import type { Tally } from "../telemetry/tally.js";
import { explainFaults } from "../values/faults.js";
import { revive } from "../values/revive.js";
import { takeJson } from "../values/take-json.js";
import { findInvalid, type Invalid } from "../values/validator.js";
import type { ExecutorOptions, RunOptions } from "./options.js";

/** An action of the build, with what its calls have in common. */
export interface KnownAction {
  readonly key: string;
  readonly built: BuiltAction;
  readonly plan: Plan;
  /** The names of its secrets: what lanes are kept apart by. */
  readonly secretNames: string;
  /** Each call has its lane for itself. */
  readonly isExclusive: boolean;
  readonly tally: Tally;
}

/** Arguments as they were when the call was made. */
export interface TakenArgs {
  readonly args: JsonObject;
  /** About how long they are as JSON text. */
  readonly weight: number;
}

/** A call that was judged in the caller. */
export interface Admitted extends TakenArgs {
  readonly secrets: SecretValues | undefined;
}

/** Judges calls before any lane sees them: the key, the arguments, the approval, the secrets. */
export class Admission {
  readonly validators: Validators;
  readonly #known = new Map<string, KnownAction>();
  readonly #provider: SecretProvider;

  readonly #build: Build;
  readonly #options: ExecutorOptions;
  readonly #tallyOf: (key: string) => Tally;

  constructor(build: Build, options: ExecutorOptions, tallyOf: (key: string) => Tally) {
    this.#build = build;
    this.#options = options;
    this.#tallyOf = tallyOf;

    this.validators = new Validators(build);
    this.#provider = providerOf(options.secrets ?? envSecrets());
  }

  /** The action of this key; undefined if the build has none. */
  find(key: string): KnownAction | undefined {
    const known = this.#known.get(key);
    if (known) return known;
    const { actions } = this.#build.current;
    const built = Object.hasOwn(actions, key) ? actions[key] : undefined;
    if (!built) return undefined;
    const action = {
      key,
      built,
      plan: planOf(this.#build, key, built),
      secretNames: secretNamesOf(built),
      isExclusive: built.limits.exclusive === true,
      tally: this.#tallyOf(key),
    };
    this.#known.set(key, action);
    return action;
  }

  /** `ACTION_NOT_FOUND`, with the key that may have been meant. */
  notFound(key: string): ActionError {
    const meant = didYouMean(key, Object.keys(this.#build.current.actions));
    return new ActionError({
      code: "ACTION_NOT_FOUND",
      action: key,
      message: `There is no action \`${key}\`.${meant}`,
    });
  }

  /** The arguments as JSON, as they are now. Throws `INVALID_INPUT`. */
  take(key: string, args: unknown): TakenArgs {
    // Absent arguments are told what to be, not that JSON has null instead.
    const taken = takeJson(args ?? null);
    if (taken.kind === "faults") throw invalidValue("INVALID_INPUT", key, taken.faults);
    if (isObject(taken.value)) return { args: taken.value, weight: taken.length };
    const message = "Arguments are one object, by name: pass `{}` where there are none.";
    throw invalidValue("INVALID_INPUT", key, [{ path: "", message }]);
  }

  /** Judges a call where nothing has to be waited for; undefined where something has, or where it is not valid. */
  admitNow({ built }: KnownAction, { args, weight }: TakenArgs): Admitted | undefined {
    if (built.approval || built.secrets.length > 0 || built.wire?.input) return undefined;
    const validator = this.validators.get(built.input);
    if (!validator || findInvalid(validator.default, args)) return undefined;
    return { args, weight, secrets: undefined };
  }

  /** Judges a call. Rejects with an `ActionError`. */
  async admit(action: KnownAction, { args, weight }: TakenArgs, options: RunOptions): Promise<Admitted> {
    const { key, built } = action;
    const validator = await this.validators.load(built.input, key);
    const invalid = findInvalid(validator.default, args);
    if (invalid) throw invalidValue("INVALID_INPUT", key, explainFaults(invalid, validator.schema));
    // Revived again in the lane: here only what the schema accepts and no value stands for is found out.
    const faults = built.wire?.input ? revive(args, built.wire.input, built.wire.definitions).faults : [];
    if (faults.length > 0) throw invalidValue("INVALID_INPUT", key, faults);
    if (built.approval) await this.#approve(key, args);
    return { args, weight, secrets: await this.#secretsOf(action, options) };
  }

  /** The faults of a result that a lane found invalid. */
  async explainOutput({ key, built }: KnownAction, invalid: Invalid): Promise<readonly Fault[]> {
    return explainFaults(invalid, (await this.validators.load(built.output, key)).schema);
  }

  async #approve(key: string, args: JsonObject): Promise<void> {
    const { approve } = this.#options;
    const refused = (message: string): ActionError =>
      new ActionError({ code: "APPROVAL_REQUIRED", action: key, message });
    if (!approve) {
      throw refused(`\`${key}\` needs approval. Give the runtime \`approve\`, a function that decides on each call.`);
    }
    let isApproved: boolean;
    try {
      // A copy: what was judged is what runs.
      isApproved = (await approve({ action: key, args: structuredClone(args) })) === true;
    } catch (error) {
      throw refused(
        `\`${key}\` needs approval, and \`approve\` failed: ${error instanceof Error ? error.message : "?"}`,
      );
    }
    if (!isApproved) throw refused(`\`${key}\` needs approval, and it was refused.`);
  }

  async #secretsOf({ key, built }: KnownAction, options: RunOptions): Promise<SecretValues | undefined> {
    if (built.secrets.length === 0) return undefined;
    const own = options.secrets ? [providerOf(options.secrets)] : [];
    const { secrets } = this.#build.current;
    return resolveSecrets({ key, action: built, secrets, providers: [...own, this.#provider] });
  }
}

function secretNamesOf({ secrets }: BuiltAction): string {
  const names = secrets.flatMap((each) => ("oneOf" in each ? each.oneOf.map(({ name }) => name) : [each.name]));
  return [...new Set(names)].sort().join(",");
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
