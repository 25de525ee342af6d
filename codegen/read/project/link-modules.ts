import { type ActionFile, moduleName } from "../../model/action-file.js";
import { ChangingList } from "../../model/changing-list.js";
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
  const all: ModuleModel[] = [];
  for (const reading of readings) {
    const module = linkModule(reading);
    if (module) all.push(module);
  }
  const listed = listedNames.map(files, (file) => (file.listed ? moduleName(file.path) : undefined));
  const imported = importedModules.map(all, importsOf);
  // Which modules are reached follows from their names and imports, which few edits change.
  if (lastReached?.listed !== listed || !areSameImports(lastReached.imported, imported)) {
    lastReached = { listed, imported, names: reachedNames(listed, imported) };
  }
  const { names } = lastReached;
  return all.filter((_, index) => names.has(imported[index]?.name ?? ""));
}

/** A module with the names of those that it imports. */
interface ImportedModules {
  readonly name: string;
  readonly targets: readonly string[];
}

/** Names of the listed files, and imports of all modules, of the last run of this process. */
const listedNames = new ChangingList<ActionFile, string | undefined>();
const importedModules = new ChangingList<ModuleModel, ImportedModules>();

let lastReached:
  | {
      readonly listed: readonly (string | undefined)[];
      readonly imported: readonly ImportedModules[];
      readonly names: ReadonlySet<string>;
    }
  | undefined;

function importsOf({ name, imports }: ModuleModel): ImportedModules {
  return { name, targets: imports.flatMap(({ target }) => (target.kind === "module" ? [target.name] : [])) };
}

function areSameImports(before: readonly ImportedModules[], now: readonly ImportedModules[]): boolean {
  const isSame = (one: ImportedModules, other: ImportedModules | undefined): boolean =>
    one === other || (one.name === other?.name && areSameItems(one.targets, other.targets));
  return before.length === now.length && before.every((each, index) => isSame(each, now[index]));
}

/** Returns the names of all modules that listed files import, directly or not, and of these themselves. */
function reachedNames(
  listed: readonly (string | undefined)[],
  imported: readonly ImportedModules[],
): ReadonlySet<string> {
  const byName = new Map(imported.map((each) => [each.name, each]));
  const reached = new Set(listed.flatMap((name) => name ?? []));
  // A set is walked on through what is added meanwhile.
  for (const name of reached) for (const target of byName.get(name)?.targets ?? []) reached.add(target);
  return reached;
}

/** Returns a function that makes the module of a reading; undefined for a reading of none of the files. */
export function moduleLinker(
  project: Project,
  files: readonly ActionFile[],
): (reading: FileReading) => ModuleModel | undefined {
  const { names, made } = modulesAmong(files);
  const byPath = new Map<string, ActionFile>();
  for (const file of files) byPath.set(file.path, file);
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

/** Returns the names of the modules of the files below the actions folder: the same set as long as they are the same. */
export function ownModuleNames(files: readonly ActionFile[]): ReadonlySet<string> {
  return modulesAmong(files).names;
}

/** Modules by their reading, valid while `names` are the names of all modules, which `own` lists. */
interface LinkedModules {
  readonly own: readonly string[];
  readonly names: ReadonlySet<string>;
  readonly made: WeakMap<FileReading, ModuleModel>;
}

/** Modules of the last run of this process: the next one mostly has the same. */
let last: LinkedModules = { own: [], names: new Set(), made: new WeakMap() };

const ownNames = new ChangingList<ActionFile, string>();

function modulesAmong(files: readonly ActionFile[]): LinkedModules {
  const below = files.filter(({ path }) => !path.startsWith("../"));
  const own = ownNames.map(below, ({ path }) => moduleName(path));
  if (last.own !== own) last = { own, names: new Set(own), made: new WeakMap() };
  return last;
}
