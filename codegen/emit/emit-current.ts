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
import type { SecretModel, Sources } from "../model/models.js";
import { isActionFile, type Project } from "../model/project.js";
import { validatorName } from "./emit-validators.js";

/** Files of a build, by kind. */
export interface BuiltFiles {
  readonly sdk: BuildFile;
  readonly fixed: readonly BuildFile[];
  readonly modules: Readonly<Record<string, BuiltModule>>;
  readonly validators: Readonly<Record<string, BuiltValidator>>;
}

/** What was read, and where the project's own files lie. */
export interface CurrentSources {
  readonly sources: Pick<Sources, "actions" | "secrets">;
  readonly project: Project;
}

/** Emits `build/current.json`, which the runtime reads: actions and secrets without prose and schemas. */
export function emitCurrent(manifest: Manifest, from: CurrentSources, files: BuiltFiles): CurrentBuild {
  const wires = new Map(from.sources.actions.map((model) => [model.key, model.wire]));
  const actions = Object.values(manifest.actions).map((entry): [string, BuiltAction] => [
    entry.key,
    builtActionOnce(entry, wires.get(entry.key)),
  ]);
  const ownKeys = ownKeysOf(from);
  const secrets = Object.values(manifest.secrets).map((entry): [string, BuiltSecret] => [
    entry.name,
    builtSecret(entry, ownKeys.get(entry.name)),
  ]);
  return {
    version: 2,
    ...files,
    actions: Object.fromEntries(actions),
    secrets: Object.fromEntries(secrets),
    packages: manifest.packages,
  };
}

/** Actions that earlier runs of this process have made, by entry: entries never change. */
const builtActions = new WeakMap<ActionEntry, { readonly wire: WirePlans | undefined; readonly action: BuiltAction }>();

/** Returns an action as `build/current.json` has it; makes it once. */
export function builtActionOnce(entry: ActionEntry, wire: WirePlans | undefined): BuiltAction {
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

function builtSecret(entry: SecretEntry, own: ReadonlySet<string> = new Set()): BuiltSecret {
  if (entry.type !== "oauth") {
    const { keys, optionalKeys } = entry;
    const includedKeys = [...keys, ...optionalKeys].filter((key) => !own.has(key));
    return { type: "custom", keys, optionalKeys, ...(includedKeys.length > 0 && { includedKeys }) };
  }
  const keys: Partial<Record<GrantType, string>> = {};
  for (const grant of entry.grants) keys[grant.grantType] = grant.key;
  return { type: "oauth", providerId: entry.providerId, keys };
}

/** Returns the keys that the project's own actions declare, by the name of their secret. */
function ownKeysOf({ sources, project }: CurrentSources): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const secret of sources.secrets) {
    if (!isActionFile(project, secret.source.source.file)) continue;
    const keys = found.get(secret.name) ?? new Set();
    for (const key of keysOf(secret)) keys.add(key);
    found.set(secret.name, keys);
  }
  return found;
}

function keysOf(secret: SecretModel): readonly string[] {
  return secret.kind === "oauth" ? [secret.key] : [...secret.keys, ...secret.optionalKeys];
}
