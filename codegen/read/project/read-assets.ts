import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ChangingList } from "../../model/changing-list.js";
import { assetMaxBytes, sourceFileMaxBytes } from "../../model/limits.js";
import type { ImportModel, ModuleModel } from "../../model/models.js";
import type { Project } from "../../model/project.js";
import type { ProblemList } from "../../report/problems.js";
import { reasonOf } from "./read-files.js";

/** Reads the JSON files that modules import, and the files that travel with the build; reports those that cannot be read. */
export function readAssets(
  project: Project,
  modules: readonly ModuleModel[],
  problems: ProblemList,
): readonly ModuleModel[] {
  const found = new Map<string, ModuleModel>();
  for (const use of importedAssets.map(modules, ({ imports }) => imports.filter(isAsset)).flat()) {
    const { target, at, specifier } = use;
    const name = assetName(use);
    if (name === undefined || found.has(name) || !("file" in target)) continue;
    try {
      found.set(name, readAsset(project, { name, file: target.file, isJson: target.kind === "module" }));
    } catch (error) {
      if (target.kind === "asset") problems.report("ACT618", at, specifier, reasonOf(error));
      else problems.report("ACT607", at, specifier, reasonOf(error));
    }
  }
  return [...found.values()];
}

/** Imports of assets of the last modules of this process. */
const importedAssets = new ChangingList<ModuleModel, readonly ImportModel[]>();

function isAsset(use: ImportModel): boolean {
  return assetName(use) !== undefined;
}

function assetName({ target }: ImportModel): string | undefined {
  if (target.kind === "asset") return target.name;
  return target.kind === "module" && target.file.endsWith(".json") ? target.name : undefined;
}

function readAsset(
  { root, workspace = root }: Project,
  { name, file, isJson }: { readonly name: string; readonly file: string; readonly isJson: boolean },
): ModuleModel {
  const path = join(root, file);
  if (statSync(path).isDirectory()) throw new Error("it is a folder; name each of its files");
  if (relative(realpathSync(workspace), realpathSync(path)).startsWith("..")) {
    throw new Error("it is a link that leaves the project");
  }
  const bytes = readFileSync(path);
  const limit = isJson ? sourceFileMaxBytes : assetMaxBytes;
  if (bytes.length > limit) throw new Error(`it is larger than ${limit / 1024 / 1024} MB`);
  if (!isJson) return { name, source: { file, text: "" }, imports: [], bytes };
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return { name, source: { file, text }, imports: [] };
}
