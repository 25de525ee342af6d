import type { ActionPlan } from "../backend/action-plan.js";
import { ActionError, invalidValue } from "../contract/action-error.js";
import type { BuiltAction } from "../contract/build.js";
import { isJsonObject, type JsonObject } from "../contract/json.js";
import {
  chooseLaneKind,
  type Isolation,
  type LaneChoice,
  type LaneKind,
  type NetworkReach,
  packagesReached,
  secretNamesOf,
} from "../contract/lane-kind.js";
import { plainText } from "../contract/plain-text.js";
import { didYouMean } from "../contract/suggest.js";
import { type Build, makePlan } from "../loader/read-build.js";
import { Validators } from "../loader/validators.js";
import type { Soon } from "../secrets/follow.js";
import type { SecretContext, SecretProvider } from "../secrets/provider.js";
import { chain } from "../secrets/providers/chain.js";
import { envSecrets } from "../secrets/providers/env-secrets.js";
import { providerOf } from "../secrets/providers/provider-of.js";
import { resolveSecrets, type SecretValues } from "../secrets/resolve.js";
import type { Tally } from "../telemetry/tally.js";
import { revive } from "../values/revive.js";
import { takeJson } from "../values/take-json.js";
import type { Validator } from "../values/validator.js";
import type { Cancellation } from "./cancellation.js";
import { declaredHosts } from "./declared-hosts.js";
import type { ExecutorOptions, RunOptions } from "./options.js";

/** An action of the build, with the facts that its calls share. */
export interface KnownAction {
  readonly key: string;
  readonly built: BuiltAction;
  readonly plan: ActionPlan;
  /** The names of its secrets, which keep lanes apart. */
  readonly secretNames: string;
  /** Kind of its lanes. */
  readonly isolation: LaneKind;
  /** Name of its domain, apart from tenant and permissions. */
  readonly domain: string;
  /** Each call needs a lane for itself. */
  readonly isExclusive: boolean;
  readonly tally: Tally;
}

/** Arguments as they were when the call was made. */
export interface TakenArgs {
  readonly args: JsonObject;
  /** Approximate length as JSON text. */
  readonly weight: number;
}

/** Settings that decide in which lanes actions run. */
export interface LanePolicy {
  readonly isolation: Isolation;
  /** `"all"`: one domain for every call. */
  readonly sharing: "domain" | "all";
  readonly network: NetworkReach;
  /** Configured URLs of endpoints, by name. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** A call whose arguments are taken. */
export interface AdmittedCall {
  readonly options: RunOptions;
  /** Returns what tells whether the call was given up, from now on until it is accepted. */
  beginAdmission(): Cancellation;
}

/** Parts of the admission of calls. */
export interface AdmissionParts {
  readonly build: Build;
  readonly options: ExecutorOptions;
  readonly policy: LanePolicy;
  readonly tallyOf: (key: string) => Tally;
}

/** Checks calls before any lane sees them: key, arguments, approval, secrets. */
export class Admission {
  readonly validators: Validators;
  readonly #known = new Map<string, KnownAction>();
  readonly #provider: SecretProvider;

  readonly #build: Build;
  readonly #options: ExecutorOptions;
  readonly #policy: LanePolicy;
  readonly #tallyOf: (key: string) => Tally;

  constructor({ build, options, policy, tallyOf }: AdmissionParts) {
    this.#build = build;
    this.#options = options;
    this.#policy = policy;
    this.#tallyOf = tallyOf;

    this.validators = new Validators(build);
    this.#provider = providerOf(options.secrets ?? envSecrets());
  }

  /** Returns the action of this key; undefined if the build has none. */
  find(key: string): KnownAction | undefined {
    const known = this.#known.get(key);
    if (known) return known;
    const { actions } = this.#build.current;
    const built = Object.hasOwn(actions, key) ? actions[key] : undefined;
    if (!built) return undefined;
    const hosts = this.#hostsOf(built);
    const action = {
      key,
      built,
      plan: makePlan(this.#build, key, { action: built, hosts }),
      ...this.#placeOf(built, hosts),
      isExclusive: built.limits.exclusive === true,
      tally: this.#tallyOf(key),
    };
    this.#known.set(key, action);
    return action;
  }

  #hostsOf(built: BuiltAction): readonly string[] | undefined {
    if (this.#policy.network === "open") return undefined;
    return declaredHosts(built, this.#build.current, this.#policy.endpoints);
  }

  #placeOf(
    built: BuiltAction,
    hosts: readonly string[] | undefined,
  ): Pick<KnownAction, "secretNames" | "isolation" | "domain"> {
    const { isolation, sharing } = this.#policy;
    const { kind } = this.#laneOf(built);
    const secretNames = secretNamesOf(built.secrets).join(",");
    const isShared = sharing === "all" && built.permissions.length === 0;
    // Lanes that all share are what the most demanding of their actions needs.
    const shared = isShared && isolation === "auto" ? this.#sharedKind() : kind;
    // Without secrets, too, code of packages keeps out of the threads of the project's own.
    const isApart = isolation === "auto" && kind === "process" && secretNames === "";
    // One action that may contact any host would open all hosts to the others of its lane. Builds made by hand name no hosts at all.
    const suffix = hosts?.includes("*") && built.hosts ? anyHostSuffix : "";
    return { secretNames, isolation: shared, domain: `${isApart ? packagesDomain : secretNames}${suffix}` };
  }

  #laneOf({ run, permissions, secrets }: BuiltAction): LaneChoice {
    const packages = packagesReached(this.#build.current.modules, run.module);
    return chooseLaneKind(this.#policy.isolation, { permissions, packages, secrets: secretNamesOf(secrets) });
  }

  #sharedKind(): LaneKind {
    const shared = Object.values(this.#build.current.actions).filter(({ permissions }) => permissions.length === 0);
    return shared.some((each) => this.#laneOf(each).kind === "process") ? "process" : "thread";
  }

  /** Returns the keys of all actions. */
  keys(): readonly string[] {
    return Object.keys(this.#build.current.actions);
  }

  /** Returns `ACTION_NOT_FOUND`, with the key that may have been meant. */
  notFound(key: string): ActionError {
    const meant = didYouMean(key, this.keys());
    return new ActionError({
      code: "ACTION_NOT_FOUND",
      action: key,
      message: `There is no action \`${key}\`.${meant}`,
    });
  }

  /** Copies arguments as JSON, as they are now. Throws `INVALID_INPUT`. */
  take(key: string, args: unknown): TakenArgs {
    // For absent arguments the message names the right form, not that JSON has null instead.
    const taken = takeJson(args ?? null);
    if (taken.kind === "faults") throw invalidValue("INVALID_INPUT", key, taken.faults);
    if (isJsonObject(taken.value)) return { args: taken.value, weight: taken.length };
    const message = "Arguments are one object, by name: pass `{}` where there are none.";
    throw invalidValue("INVALID_INPUT", key, [{ path: "", message }]);
  }

  /**
   * Checks a call and looks up its secrets: at once, where its validator is loaded and nothing else takes time. Throws or rejects
   * with an `ActionError`.
   */
  admit(action: KnownAction, taken: TakenArgs, call: AdmittedCall): Soon<SecretValues | undefined> {
    const { key, built } = action;
    const validator = this.validators.get(built.input);
    if (!validator || built.approval || built.wire?.input) return this.#admitLater(action, taken, call);
    checkArgs(validator, key, taken);
    return built.secrets.length === 0 ? undefined : this.#secretsOf(action, call);
  }

  async #admitLater(action: KnownAction, taken: TakenArgs, call: AdmittedCall): Promise<SecretValues | undefined> {
    const { key, built } = action;
    const cancellation = call.beginAdmission();
    checkArgs(await this.validators.load(built.input, key), key, taken);
    const { args } = taken;
    // The lane revives again; here it only shows texts that fit the schema and stand for no value, such as a 31st of June.
    const faults = built.wire?.input ? revive(args, built.wire.input, built.wire.definitions).faults : [];
    if (faults.length > 0) throw invalidValue("INVALID_INPUT", key, faults);
    cancellation.check();
    if (built.approval) await this.#approve(key, args);
    cancellation.check();
    return built.secrets.length === 0 ? undefined : this.#secretsOf(action, call);
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
      // A copy, so that the checked arguments are those that run.
      isApproved = (await approve({ action: key, args: structuredClone(args) })) === true;
    } catch (error) {
      throw refused(
        `\`${key}\` needs approval, and \`approve\` failed: ${error instanceof Error ? error.message : "?"}`,
      );
    }
    if (!isApproved) throw refused(`\`${key}\` needs approval, and it was refused.`);
  }

  /** Looks up the secrets of a call that is not admitted. */
  async lookUp(action: KnownAction, call: AdmittedCall): Promise<SecretValues> {
    return this.#secretsOf(action, call);
  }

  #secretsOf({ key, built }: KnownAction, call: AdmittedCall): Soon<SecretValues> {
    const { secrets: own, connection: connections, domain } = call.options;
    const { secrets } = this.#build.current;
    const provider = own ? chain(own, this.#provider) : this.#provider;
    let signal: AbortSignal | undefined;
    // Made when it is asked for: a provider that answers at once needs none.
    const context: SecretContext = {
      action: key,
      ...(domain !== undefined && { tenant: domain }),
      get signal() {
        signal ??= call.beginAdmission().signal;
        return signal;
      },
    };
    return resolveSecrets({ key, action: built, secrets, provider, connections, context });
  }

  /** Throws an `Error` for a connection of a secret that no action has. */
  checkConnections(connections: Readonly<Record<string, string>>): void {
    const { secrets } = this.#build.current;
    const unknown = Object.keys(connections).find((name) => !Object.hasOwn(secrets, name));
    if (unknown === undefined) return;
    const names = Object.keys(secrets);
    throw new Error(
      `run: \`connection\` names \`${plainText(unknown)}\`, which is no secret of these actions.${didYouMean(unknown, names)}`,
    );
  }
}

/** Throws `INVALID_INPUT` where a validator refuses arguments. */
function checkArgs(validator: Validator, key: string, { args, weight }: TakenArgs): void {
  const refusal = validator.refuse(args);
  if (refusal) throw invalidValue("INVALID_INPUT", key, refusal.explain(weight));
}

/** Domain of actions that import packages and read no secrets, under `auto`; no secret has such a name. */
const packagesDomain = "+packages";

/** End of the domain of actions that may contact any host, where others may not. */
const anyHostSuffix = "+any-host";
