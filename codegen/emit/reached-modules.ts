import type { BuiltModule } from "../../runtime/contract/build.js";
import type { ModuleModel } from "../model/models.js";
import type { CompiledModule } from "./compile-modules.js";

/** The modules that one reaches, itself included, sorted by name. */
export type Reached = readonly CompiledModule[];

/** Returns the modules that a module reaches: the same list as in the last run, as long as none of them has changed. */
export function reachable(compiled: ReadonlyMap<string, CompiledModule>, start: string): Reached {
  const known = reachedIn(compiled);
  const found = known.get(start) ?? follow(compiled, start);
  known.set(start, found);
  return found;
}

/** The compiled modules of the last run of this process, and what was found of them, by name. */
let last:
  | { readonly compiled: ReadonlyMap<string, CompiledModule>; readonly reached: Map<string, Reached> }
  | undefined;

function reachedIn(compiled: ReadonlyMap<string, CompiledModule>): Map<string, Reached> {
  if (last?.compiled !== compiled) last = { compiled, reached: last ? keptReach(last, compiled) : new Map() };
  return last.reached;
}

/** Returns what still holds: nothing when a module has come or gone, which others may have imported in vain. */
function keptReach(
  { compiled: before, reached }: NonNullable<typeof last>,
  now: ReadonlyMap<string, CompiledModule>,
): Map<string, Reached> {
  if (before.size !== now.size) return new Map();
  const changed = new Set<CompiledModule>();
  for (const [name, module] of now) {
    const earlier = before.get(name);
    if (earlier === undefined) return new Map();
    if (earlier !== module) changed.add(earlier);
  }
  if (changed.size === 0) return reached;
  return new Map([...reached].filter(([, modules]) => !modules.some((module) => changed.has(module))));
}

function follow(compiled: ReadonlyMap<string, CompiledModule>, start: string): Reached {
  const seen = new Map<string, CompiledModule>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const found = compiled.get(name);
    if (found === undefined || seen.has(name)) continue;
    seen.set(name, found);
    queue.push(...importNames(found.module).imports);
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, module]) => module);
}

/** Names of the modules and packages that a module imports. */
export type ImportNames = Pick<BuiltModule, "imports" | "packages">;

const importNamesByModule = new WeakMap<ModuleModel, ImportNames>();

/** Returns the names of the modules and packages that a module imports; computes them once. */
export function importNames(module: ModuleModel): ImportNames {
  const known = importNamesByModule.get(module);
  if (known) return known;
  const targets = module.imports.map((each) => each.target);
  const made = {
    imports: sortedUnique(
      targets.flatMap((target) => (target.kind === "module" || target.kind === "asset" ? [target.name] : [])),
    ),
    packages: sortedUnique(targets.flatMap((target) => (target.kind === "package" ? [target.name] : []))),
  };
  importNamesByModule.set(module, made);
  return made;
}

function sortedUnique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
