import type {
  BuildFile,
  BuiltAction,
  BuiltModule,
  BuiltSecret,
  BuiltValidator,
  CurrentBuild,
} from "../../runtime/contract/build.js";
import type { ActionEntry, GrantType, Manifest, SecretEntry } from "../../runtime/contract/manifest.js";
import type { WirePlans } from "../../runtime/contract/wire.js";
import type { ActionModel } from "../model/models.js";
import { validatorName } from "./emit-validators.js";

/** Files of a build, by kind. */
export interface BuiltFiles {
  readonly sdk: BuildFile;
  readonly fixed: readonly BuildFile[];
  readonly modules: Readonly<Record<string, BuiltModule>>;
  readonly validators: Readonly<Record<string, BuiltValidator>>;
}

/** Emits `build/current.json`, which the runtime reads: actions and secrets without prose and schemas. */
export function emitCurrent(manifest: Manifest, models: readonly ActionModel[], files: BuiltFiles): CurrentBuild {
  const wires = new Map(models.map((model) => [model.key, model.wire]));
  const actions = Object.values(manifest.actions).map((entry): [string, BuiltAction] => [
    entry.key,
    builtActionOnce(entry, wires.get(entry.key)),
  ]);
  const secrets = Object.values(manifest.secrets).map((entry): [string, BuiltSecret] => [
    entry.name,
    builtSecret(entry),
  ]);
  return {
    version: 1,
    ...files,
    actions: Object.fromEntries(actions),
    secrets: Object.fromEntries(secrets),
    packages: manifest.packages,
  };
}

/** Actions that earlier runs of this process have made, by entry: entries never change. */
const builtActions = new WeakMap<ActionEntry, { readonly wire: WirePlans | undefined; readonly action: BuiltAction }>();

function builtActionOnce(entry: ActionEntry, wire: WirePlans | undefined): BuiltAction {
  const found = builtActions.get(entry);
  if (found !== undefined && found.wire === wire) return found.action;
  const action = builtAction(entry, wire);
  builtActions.set(entry, { wire, action });
  return action;
}

function builtAction(entry: ActionEntry, wire: WirePlans | undefined): BuiltAction {
  if (entry.run.kind !== "function") throw new Error(`${entry.key} is a template, which cannot be built yet`);
  return {
    run: entry.run,
    secrets: entry.secrets,
    input: validatorName(entry.input),
    output: validatorName(entry.output),
    ...(wire === undefined ? {} : { wire }),
    effects: entry.effects,
    limits: entry.limits,
    ...(entry.approval === undefined ? {} : { approval: entry.approval }),
    permissions: entry.permissions,
    vars: entry.vars,
  };
}

function builtSecret(entry: SecretEntry): BuiltSecret {
  if (entry.type !== "oauth") return { type: "custom", keys: entry.keys, optionalKeys: entry.optionalKeys };
  const keys: Partial<Record<GrantType, string>> = {};
  for (const grant of entry.grants) keys[grant.grantType] = grant.key;
  return { type: "oauth", providerId: entry.providerId, keys };
}
