import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { ActionModel, PackageModel } from "../model/models.js";
import { type CompiledModule, reachable } from "./emit-modules.js";
import { sha256 } from "./hash.js";

/** The manifest's entries of all actions, in the order of `actions`. */
export function emitEntries(
  actions: readonly ActionModel[],
  compiled: ReadonlyMap<string, CompiledModule>,
  packages: readonly PackageModel[],
): readonly ActionEntry[] {
  return actions.map((action) => {
    const code = codeOf(action, compiled, packages);
    const found = known.get(action);
    if (found !== undefined && isSame(found.code, code)) return found.entry;
    const { source, segments: _segments, wire: _wire, ...rest } = action;
    const entry = { ...rest, source: { file: source.source.file }, hash: hashOf(action, code) };
    known.set(action, { code, entry });
    return entry;
  });
}

/** What runs when an action is called: the code of its module and of all that it imports, and the packages of these. */
interface Code {
  readonly modules: readonly CompiledModule[];
  readonly versions: readonly string[];
}

/** What was made of a model in an earlier run of this process, which sees the same models again. */
const known = new WeakMap<ActionModel, { readonly code: Code; readonly entry: ActionEntry }>();

function codeOf(
  { run }: ActionModel,
  compiled: ReadonlyMap<string, CompiledModule>,
  packages: readonly PackageModel[],
): Code {
  const modules = run.kind === "function" ? reachable(compiled, run.module) : [];
  const imported = new Set(
    modules.flatMap(({ module }) =>
      module.imports.flatMap(({ target }) => (target.kind === "package" ? [target.name] : [])),
    ),
  );
  const versions = packages
    .filter(({ name }) => imported.has(name))
    .map(({ name, version }) => `${name}@${version ?? ""}`);
  return { modules, versions };
}

function isSame(before: Code, now: Code): boolean {
  if (before.modules.length !== now.modules.length || before.versions.length !== now.versions.length) return false;
  const isSameModule = ({ module, code }: CompiledModule, index: number): boolean =>
    module.name === now.modules[index]?.module.name && code === now.modules[index].code;
  return (
    before.modules.every(isSameModule) && before.versions.every((version, index) => version === now.versions[index])
  );
}

/**
 * Changes whenever a call of the action may behave in another way: with what the entry says, with the code of its module
 * and of all that it imports below the actions folder, and with the packages that these import.
 */
function hashOf({ source: _place, segments: _segments, ...entry }: ActionModel, { modules, versions }: Code): string {
  const code = modules.map((each) => [each.module.name, each.code]);
  return sha256(JSON.stringify([entry, code, versions]));
}
