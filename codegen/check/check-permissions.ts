import { ChangingList } from "../model/changing-list.js";
import type { ActionModel, ImportModel, ModuleModel } from "../model/models.js";
import type { ProblemList } from "../report/problems.js";

/** Modules of Node that a lane lets an action use only with a permission, and the permission as the tag has it. */
const permissionOf: ReadonlyMap<string, "child-process" | "fs:PATH" | "net"> = new Map([
  ["child_process", "child-process"],
  ["cluster", "child-process"],
  ["fs", "fs:PATH"],
  ["fs/promises", "fs:PATH"],
  ["net", "net"],
  ["tls", "net"],
  ["dgram", "net"],
]);

/** Checks that actions which reach files, processes or sockets through an import have the permission for it. */
export function checkPermissions(
  { actions, modules }: { readonly actions: readonly ActionModel[]; readonly modules: readonly ModuleModel[] },
  problems: ProblemList,
): void {
  const restricted = restrictedImports.map(modules, restrictedIn).flat();
  // Most projects have none.
  if (restricted.length === 0) return;
  const importers = importersOf(modules);
  for (const { module, use, permission } of restricted) {
    const reaching = modulesReaching(module.name, importers);
    const lacking = actions.filter(
      ({ run, permissions }) =>
        run.kind === "function" && reaching.has(run.module) && !isGranted(permission, permissions),
    );
    if (lacking.length > 0) {
      problems.report("ACT230", use.at, use.specifier, permission, namesOf(lacking));
    }
  }
}

/** An import that needs a permission. */
interface RestrictedImport {
  readonly module: ModuleModel;
  readonly use: ImportModel;
  readonly permission: string;
}

/** Those of the last modules of this process. */
const restrictedImports = new ChangingList<ModuleModel, readonly RestrictedImport[]>();

function restrictedIn(module: ModuleModel): readonly RestrictedImport[] {
  return module.imports.flatMap((use) => {
    const permission = permissionFor(use, module);
    return permission === undefined ? [] : [{ module, use, permission }];
  });
}

function permissionFor({ specifier, target }: ImportModel, module: ModuleModel): string | undefined {
  const permission = target.kind === "node" ? permissionOf.get(specifier.replace(/^node:/, "")) : undefined;
  // A file that travels with the build can be read without a permission.
  const readsAssets = permission === "fs:PATH" && module.imports.some((each) => each.target.kind === "asset");
  return readsAssets ? undefined : permission;
}

function isGranted(permission: string, granted: readonly string[]): boolean {
  switch (permission) {
    case "fs:PATH":
      return granted.some((each) => each.startsWith("fs:") || each === "tmp");
    case "net":
      return granted.some((each) => each === "net" || each.startsWith("net:"));
    default:
      return granted.includes(permission);
  }
}

/** Returns, by the name of a module, those that import it. */
function importersOf(modules: readonly ModuleModel[]): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const { name, imports } of modules) {
    for (const { target } of imports) {
      if (target.kind !== "module") continue;
      const known = importers.get(target.name);
      if (known) known.push(name);
      else importers.set(target.name, [name]);
    }
  }
  return importers;
}

function modulesReaching(name: string, importers: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reaching = new Set([name]);
  // A set is walked on through what is added meanwhile.
  for (const each of reaching) for (const importer of importers.get(each) ?? []) reaching.add(importer);
  return reaching;
}

function namesOf(actions: readonly ActionModel[]): string {
  const names = actions.map(({ key }) => `\`${key}\``).sort();
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
