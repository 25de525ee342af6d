import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ModuleModel, PackageModel } from "../../model/models.js";
import type { Project } from "../../model/project.js";
import { compare } from "../../report/problems.js";

/** Returns the npm packages that modules import, sorted by name. */
export function readPackages(project: Project, modules: readonly ModuleModel[]): readonly PackageModel[] {
  const names = new Set(
    modules.flatMap((module) =>
      module.imports.flatMap(({ target }) => (target.kind === "package" ? [target.name] : [])),
    ),
  );
  return [...names].sort(compare).map((name) => {
    const range = project.packages.get(name);
    const version = installedVersion(project.root, name);
    return { name, ...(range === undefined ? {} : { range }), ...(version === undefined ? {} : { version }) };
  });
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
