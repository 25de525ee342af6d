import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { ChangingList } from "../model/changing-list.js";
import { digest, sha256 } from "../model/hash.js";
import { modelIdOf } from "../model/model-id.js";
import type { ActionModel, PackageModel } from "../model/models.js";
import { areSameItems } from "../model/same-items.js";
import type { CompiledModule } from "./compile-modules.js";
import { applyFragment, findFragment, keepFragment } from "./entry-fragment.js";
import { type Reached, reachable } from "./reached-modules.js";

/** Packages of the project, and what earlier runs have made. */
export interface EntrySettings {
  readonly packages: readonly PackageModel[];
  readonly cache: CodegenCache | undefined;
}

/** Emits the manifest's entries, in the order of `actions`. */
export function emitEntries(
  actions: readonly ActionModel[],
  compiled: ReadonlyMap<string, CompiledModule>,
  { packages, cache }: EntrySettings,
): readonly ActionEntry[] {
  const installed = JSON.stringify(packages.map(({ name, version }) => [name, version]));
  const modules = moduleNames.map(actions, ({ run }) => (run.kind === "function" ? run.module : undefined));
  const code = modules.map((name) => actionCodeOf(name, compiled, { packages, installed }));
  const make = (action: ActionModel, index: number): ActionEntry => {
    const own = code[index] ?? noCode;
    const found = entriesByModel.get(action);
    if (found !== undefined && isSameCode(found.code, own)) return found.entry;
    const entry = entryOf(action, own, cache);
    entriesByModel.set(action, { code: own, entry });
    return entry;
  };
  return entries.map(actions, make, { beside: code });
}

/** Modules and entries of the last actions of this process. */
const moduleNames = new ChangingList<ActionModel, string | undefined>();
const entries = new ChangingList<ActionModel, ActionEntry>();

/** Makes an entry, with what the cache has of it. */
function entryOf(action: ActionModel, code: ActionCode, cache: CodegenCache | undefined): ActionEntry {
  const { source, segments: _segments, verifiesAt: _verifiesAt, reads: _reads, wire, ...rest } = action;
  const { file } = source.source;
  const facts = cache ? JSON.stringify([modelIdOf(action), file, code.versions, digestOfModules(code.modules)]) : "";
  const known = findFragment(cache, facts);
  const entry = { ...rest, source: { file }, hash: known?.hash ?? hashOf(action, code) };
  const fragment = known ?? keepFragment(cache, facts, { entry, wire });
  // Also of what was just kept, so that its bytes are in memory once.
  if (fragment) applyFragment({ entry, wire }, fragment);
  return entry;
}

/** Code that a call of an action runs: its module, all modules that it imports, and the versions of their packages. */
interface ActionCode {
  readonly modules: Reached;
  readonly versions: readonly string[];
}

/** Entries that earlier runs of this process have made, by model. */
const entriesByModel = new WeakMap<ActionModel, { readonly code: ActionCode; readonly entry: ActionEntry }>();

/** Code that earlier runs of this process have found, by its modules: all actions of a file have the same. */
const codeByModules = new WeakMap<Reached, { readonly installed: string; readonly code: ActionCode }>();

const noModules: Reached = [];
const noCode: ActionCode = { modules: noModules, versions: [] };

/** Packages of the project; `installed` has their names and versions. */
interface InstalledPackages {
  readonly packages: readonly PackageModel[];
  readonly installed: string;
}

function actionCodeOf(
  name: string | undefined,
  compiled: ReadonlyMap<string, CompiledModule>,
  { packages, installed }: InstalledPackages,
): ActionCode {
  const modules = name === undefined ? noModules : reachable(compiled, name);
  const known = codeByModules.get(modules);
  if (known?.installed === installed) return known.code;
  const code = { modules, versions: versionsOf(modules, packages) };
  codeByModules.set(modules, { installed, code });
  return code;
}

function versionsOf(modules: Reached, packages: readonly PackageModel[]): readonly string[] {
  const imported = new Set(
    modules.flatMap(({ module }) =>
      module.imports.flatMap(({ target }) => (target.kind === "package" ? [target.name] : [])),
    ),
  );
  return packages.filter(({ name }) => imported.has(name)).map(({ name, version }) => `${name}@${version ?? ""}`);
}

function isSameCode(before: ActionCode, now: ActionCode): boolean {
  if (before === now) return true;
  if (before.modules.length !== now.modules.length) return false;
  const isSameModule = ({ module, code }: CompiledModule, index: number): boolean =>
    module.name === now.modules[index]?.module.name && code.textId === now.modules[index].code.textId;
  return before.modules.every(isSameModule) && areSameItems(before.versions, now.versions);
}

/**
 * Returns a hash that changes whenever a call of the action may behave differently: with the entry, with the code of its
 * module and of all that it imports below the actions folder, and with the versions of the packages that these import.
 */
function hashOf(
  { source: _source, segments: _segments, verifiesAt: _verifiesAt, reads: _reads, ...entry }: ActionModel,
  { modules, versions }: ActionCode,
): string {
  const code = modules.map((each) => [each.module.name, each.code.text]);
  return sha256(JSON.stringify([entry, code, versions]));
}

/** Digests by the modules that an action reaches: all actions of a file have the same. */
const digests = new WeakMap<Reached, string>();

function digestOfModules(modules: Reached): string {
  const known = digests.get(modules);
  if (known !== undefined) return known;
  const made = digest(JSON.stringify(modules.map(({ module, code }) => [module.name, code.textId])));
  digests.set(modules, made);
  return made;
}
