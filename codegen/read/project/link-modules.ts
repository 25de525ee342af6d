import { type ActionFile, moduleName } from "../../model/action-file.js";
import type { FileReading } from "../../model/file-reading.js";
import type { ImportModel, ModuleModel } from "../../model/models.js";
import type { Project } from "../../model/project.js";
import { areSameItems } from "../../model/same-items.js";
import { targetOf } from "./import-target.js";

/** The last modules of this process, with what they were linked from. */
let lastLinked:
  | {
      readonly project: Project;
      readonly files: readonly ActionFile[];
      readonly readings: readonly FileReading[];
      readonly modules: readonly ModuleModel[];
    }
  | undefined;

/** Returns the modules of the listed files and of all that they import, directly or not. Links the same files once. */
export function linkModules(
  project: Project,
  files: readonly ActionFile[],
  readings: readonly FileReading[],
): readonly ModuleModel[] {
  const last = lastLinked;
  if (last?.project === project && areSameItems(last.files, files) && areSameItems(last.readings, readings))
    return last.modules;
  const modules = link(project, files, readings);
  lastLinked = { project, files, readings, modules };
  return modules;
}

function link(
  project: Project,
  files: readonly ActionFile[],
  readings: readonly FileReading[],
): readonly ModuleModel[] {
  const linkModule = moduleLinker(project, files);
  const all = new Map(readings.flatMap((reading) => linkModule(reading) ?? []).map((module) => [module.name, module]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { target } of all.get(name)?.imports ?? []) if (target.kind === "module") visit(target.name);
  };
  for (const file of files) if (file.listed) visit(moduleName(file.path));
  return [...all.values()].filter((module) => reached.has(module.name));
}

/** Returns a function that makes the module of a reading; undefined for a reading of none of the files. */
export function moduleLinker(
  project: Project,
  files: readonly ActionFile[],
): (reading: FileReading) => ModuleModel | undefined {
  const { names, made } = modulesAmong(files.flatMap(({ path }) => (path.startsWith("../") ? [] : [moduleName(path)])));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (reading) => {
    const { path, imports, exportAssignment } = reading;
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    const known = made.get(reading);
    if (known?.source === file.source) return known;
    const linked = imports.map((each): ImportModel => ({ ...each, target: targetOf(each, path, { project, names }) }));
    const module: ModuleModel = {
      ...{ name: moduleName(path), source: file.source, imports: linked },
      ...(exportAssignment && { exportAssignment }),
    };
    made.set(reading, module);
    return module;
  };
}

/** Modules by their reading, valid while `names` are the names of all modules. */
interface LinkedModules {
  readonly names: ReadonlySet<string>;
  readonly made: WeakMap<FileReading, ModuleModel>;
}

/** Modules of the last run of this process: the next one mostly has the same. */
let last: LinkedModules = { names: new Set(), made: new WeakMap() };

function modulesAmong(names: readonly string[]): LinkedModules {
  const isSame = last.names.size === names.length && names.every((name) => last.names.has(name));
  if (!isSame) last = { names: new Set(names), made: new WeakMap() };
  return last;
}
