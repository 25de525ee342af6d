import type {
  BuildFile,
  BuiltAction,
  BuiltModule,
  BuiltSecret,
  BuiltValidator,
  CurrentBuild,
} from "../../runtime/contract/build.js";
import type { ActionEntry, GrantType, SecretEntry } from "../../runtime/contract/manifest.js";
import type { WirePlans } from "../../runtime/contract/wire.js";
import { ChangingList } from "../model/changing-list.js";
import type { SecretModel, Sources } from "../model/models.js";
import { isActionFile, type Project } from "../model/project.js";
import type { ManifestContent } from "./emit-manifest.js";
import { validatorName } from "./emit-validators.js";
import { Members } from "./print-json.js";

/** Files of a build, by kind. */
export interface BuiltFiles {
  readonly sdk: BuildFile;
  readonly fixed: readonly BuildFile[];
  readonly modules: Members<BuiltModule>;
  readonly validators: Members<BuiltValidator>;
}

/** Sources, with the actions in the order of the manifest's entries, and the project that tells its own files. */
export interface CurrentSources {
  readonly sources: Pick<Sources, "actions" | "secrets" | "endpoints">;
  readonly project: Project;
}

/** `build/current.json` before it is printed. */
export type CurrentContent = Readonly<Record<keyof CurrentBuild, unknown>> & {
  readonly actions: Members<BuiltAction>;
  readonly secrets: Members<BuiltSecret>;
};

/** Emits `build/current.json`, which the runtime reads: actions and secrets without prose and schemas. */
export function emitCurrent(manifest: ManifestContent, from: CurrentSources, files: BuiltFiles): CurrentContent {
  const { actions, endpoints } = from.sources;
  const ownKeys = ownKeysOf(from);
  return {
    version: 2,
    ...files,
    actions: new Members(
      manifest.keys,
      currentActions.map(manifest.entries, (entry, index) => builtActionOnce(entry, actions[index]?.wire)),
    ),
    secrets: new Members(
      manifest.secrets.map(({ name }) => name),
      manifest.secrets.map((entry) => builtSecret(entry, ownKeys.get(entry.name))),
    ),
    endpoints: Object.fromEntries(endpoints.map(({ name, host }) => [name, host])),
    packages: manifest.packages,
  };
}

/** The actions of the last `build/current.json` of this process: an entry belongs to one model, and neither changes. */
const currentActions = new ChangingList<ActionEntry, BuiltAction>();

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
    hosts: entry.hosts,
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
