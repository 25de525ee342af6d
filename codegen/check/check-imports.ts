import { ChangingList } from "../model/changing-list.js";
import type { ImportModel, ModuleModel, PackageModel } from "../model/models.js";
import type { ProblemList } from "../report/problems.js";

/**
 * Checks that modules import only the SDK, declared packages, Node and each other, and nothing that ES modules lack: a
 * service that runs them has nothing else.
 */
export function checkImports(
  { modules, packages }: { readonly modules: readonly ModuleModel[]; readonly packages: readonly PackageModel[] },
  problems: ProblemList,
): void {
  const byName = new Map(packages.map((each) => [each.name, each]));
  const found = doubtfulImports.map(modules, ({ name, imports, exportAssignment }) => ({
    assigning: exportAssignment && name,
    uses: imports.filter(isDoubtful),
  }));
  const assigning = new Set(found.flatMap((each) => each.assigning ?? []));
  if (assigning.size > 0) reportNames(modules, assigning, problems);
  for (const use of found.flatMap(({ uses }) => uses)) {
    const { form, specifier, at, target } = use;
    if (form !== "import" && form !== "equals") reportUnusable(use, problems);
    else if (target.kind === "wrong") problems.report("ACT607", at, specifier, target.reason);
    else if (target.kind === "package") reportUndeclared(use, byName.get(target.name), problems);
  }
}

/** The name of a module with `export =`, and the imports of a module that may be wrong. */
interface DoubtfulImports {
  readonly assigning: string | undefined;
  readonly uses: readonly ImportModel[];
}

/** Those of the last modules of this process. */
const doubtfulImports = new ChangingList<ModuleModel, DoubtfulImports>();

function isDoubtful({ form, target }: ImportModel): boolean {
  return (form !== "import" && form !== "equals") || target.kind === "wrong" || target.kind === "package";
}

/** Reports imports of names from modules with `export =`. */
function reportNames(modules: readonly ModuleModel[], assigning: ReadonlySet<string>, problems: ProblemList): void {
  for (const { form, specifier, at, target, takesDefaultAlone } of modules.flatMap(({ imports }) => imports)) {
    if (form === "import" && target.kind === "module" && assigning.has(target.name) && !takesDefaultAlone) {
      problems.report("ACT607", at, specifier, "it has `export =`, so that only its default can be imported");
    }
  }
}

/** Reports what no build can load; a file that travels with it was judged when it was read. */
function reportUnusable({ form, specifier, at, target, edits }: ImportModel, problems: ProblemList): void {
  switch (form) {
    case "commonjs": {
      const fix = edits && { safe: false, edits };
      problems.reportFixable("ACT615", { at, fix }, specifier);
      return;
    }
    case "folder":
      problems.report("ACT616", at, specifier);
      return;
    case "computed":
      problems.report("ACT617", at, specifier);
      return;
    default:
      if (target.kind === "wrong") problems.report("ACT618", at, specifier, target.reason);
  }
}

function reportUndeclared(
  { at, specifier }: ImportModel,
  found: PackageModel | undefined,
  problems: ProblemList,
): void {
  if (found === undefined || found.range !== undefined) return;
  if (found.isLocal !== true) problems.report("ACT605", at, found.name);
  else problems.report("ACT607", at, specifier, "package.json does not declare this package of the workspace");
}
