import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { ActionModel, PackageModel } from "../model.js";
import { type CompiledModule, reachable } from "./emit-modules.js";
import { sha256 } from "./hash.js";

/** The manifest's entries of all actions, in the order of `actions`. */
export function emitEntries(
  actions: readonly ActionModel[],
  compiled: ReadonlyMap<string, CompiledModule>,
  packages: readonly PackageModel[],
): readonly ActionEntry[] {
  return actions.map((action) => {
    const { source, segments: _segments, wire: _wire, ...rest } = action;
    return { ...rest, source: { file: source.source.file }, hash: hashOf(action, compiled, packages) };
  });
}

/**
 * Changes whenever a call of the action may behave in another way: with what the entry says, with the code of its module
 * and of all that it imports below the actions folder, and with the packages that these import.
 */
function hashOf(
  { source: _place, segments: _segments, ...entry }: ActionModel,
  compiled: ReadonlyMap<string, CompiledModule>,
  packages: readonly PackageModel[],
): string {
  const modules = entry.run.kind === "function" ? reachable(compiled, entry.run.module) : [];
  const imported = new Set(
    modules.flatMap(({ module }) =>
      module.imports.flatMap(({ target }) => (target.kind === "package" ? [target.name] : [])),
    ),
  );
  const versions = packages
    .filter(({ name }) => imported.has(name))
    .map(({ name, version }) => `${name}@${version ?? ""}`);
  const code = modules.map((each) => [each.module.name, each.code]);
  return sha256(JSON.stringify([entry, code, versions]));
}
