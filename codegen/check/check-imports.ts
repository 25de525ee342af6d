import type { ModuleModel, PackageModel } from "../model/models.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that modules import only the SDK, declared packages, Node and each other: a service that runs them has nothing else. */
export function checkImports(
  { modules, packages }: { readonly modules: readonly ModuleModel[]; readonly packages: readonly PackageModel[] },
  problems: ProblemList,
): void {
  const declared = new Set(packages.flatMap(({ name, range }) => (range === undefined ? [] : [name])));
  for (const { specifier, at, target } of modules.flatMap((module) => module.imports)) {
    if (target.kind === "wrong") problems.report("ACT607", at, specifier, target.reason);
    else if (target.kind === "package" && !declared.has(target.name)) problems.report("ACT605", at, target.name);
  }
}
