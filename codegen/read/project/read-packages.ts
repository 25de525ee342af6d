import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject } from "../../../runtime/contract/json.js";
import { ChangingList } from "../../model/changing-list.js";
import type { ModuleModel, PackageModel } from "../../model/models.js";
import type { Project } from "../../model/project.js";
import { compare } from "../../report/problems.js";
import { declaredPackages } from "./read-project.js";
import { workspacePackages } from "./workspace.js";

/** Returns the npm packages that modules import, sorted by name. */
export function readPackages(project: Project, modules: readonly ModuleModel[]): readonly PackageModel[] {
  const importers = new Map<string, ModuleModel>();
  for (const { module, names } of importedPackages.map(modules, packagesOf)) {
    for (const name of names) if (!importers.has(name)) importers.set(name, module);
  }
  const rangesElsewhere = rangesOfOthers(project);
  return [...importers]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, importer]) => {
      const version = installedVersion(project.root, name);
      const range =
        project.packages.get(name) ?? (version === undefined ? undefined : rangesElsewhere(importer).get(name));
      const isLocal = range === undefined && workspacePackages(project.workspace ?? project.root).has(name);
      return {
        name,
        ...(range === undefined ? {} : { range }),
        ...(version === undefined ? {} : { version }),
        ...(isLocal ? { isLocal } : {}),
      };
    });
}

/** A module with the names of the packages that it imports. */
interface ImportedPackages {
  readonly module: ModuleModel;
  readonly names: readonly string[];
}

/** Packages of the last modules of this process. */
const importedPackages = new ChangingList<ModuleModel, ImportedPackages>();

function packagesOf(module: ModuleModel): ImportedPackages {
  const names = module.imports.flatMap(({ target }) => (target.kind === "package" ? [target.name] : []));
  return { module, names };
}

/** Returns a function that finds the ranges in the package.json of another package of the workspace. */
function rangesOfOthers({ root, workspace = root }: Project): (module: ModuleModel) => ReadonlyMap<string, string> {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const rangesIn = (folder: string): ReadonlyMap<string, string> => {
    const found =
      known.get(folder) ?? readRanges(folder) ?? (folder === workspace ? new Map() : rangesIn(dirname(folder)));
    known.set(folder, found);
    return found;
  };
  return ({ source: { file } }) => (file.startsWith("../") ? rangesIn(dirname(join(root, file))) : new Map());
}

function readRanges(folder: string): ReadonlyMap<string, string> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isJsonObject(content) ? declaredPackages(content) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the paths of a package's package.json, whether they exist or not, nearest first. */
export function manifestsOf(root: string, name: string): readonly string[] {
  const manifest = join(root, "node_modules", name, "package.json");
  return dirname(root) === root ? [manifest] : [manifest, ...manifestsOf(dirname(root), name)];
}

/** Returns the version in the nearest `node_modules`, upwards from the project's root. */
function installedVersion(root: string, name: string): string | undefined {
  for (const manifest of manifestsOf(root, name)) {
    try {
      const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
      if (typeof content === "object" && content !== null && "version" in content) return String(content.version);
    } catch {
      // Not installed here: the next folder up may have it.
    }
  }
  return undefined;
}
