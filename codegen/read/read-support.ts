import { once } from "../cache/once.js";
import type { ActionFile } from "../model/action-file.js";
import { ChangingList } from "../model/changing-list.js";
import type { FileReading } from "../model/file-reading.js";
import type { ImportModel, ModuleModel } from "../model/models.js";
import type { Project } from "../model/project.js";
import type { ProblemList } from "../report/problems.js";
import type { ImportTargets } from "./imports/import-targets.js";
import { readSupportFile } from "./imports/read-support-file.js";
import { pathFromActions } from "./project/import-target.js";
import { linkModules, moduleLinker, ownModuleNames } from "./project/link-modules.js";

/** A source from outside of the actions folder that the build compiles, too. */
export interface SupportFile {
  readonly file: ActionFile;
  readonly reading: FileReading;
}

/** The means by which support files are found and read. */
export interface SupportSettings {
  readonly project: Project;
  readonly targets: ImportTargets;
  readonly files: readonly ActionFile[];
  readonly problems: ProblemList;
}

/** Imports that lead out of the actions folder, of the last modules of this process. */
const importsElsewhere = new ChangingList<ModuleModel, readonly ImportModel[]>();

/** Reads the sources elsewhere in the project and its workspace that the readings import, and those that they import in turn. */
export function readSupport(readings: readonly FileReading[], settings: SupportSettings): readonly SupportFile[] {
  const { project, targets, files, problems } = settings;
  const found = new Map<string, SupportFile>();
  const own = once(() => new Set(files.map(({ source }) => source.file)));
  const take = ({ target, specifier, at }: ImportModel): SupportFile | undefined => {
    if (target.kind !== "module" || target.file.endsWith(".json")) return undefined;
    if (own().has(target.file) || found.has(target.file)) return undefined;
    const read = readSupportFile(target.file, targets, problems);
    if (read === undefined) {
      problems.report("ACT607", at, specifier, `\`${target.file}\` does not exist`);
      return undefined;
    }
    const { source, ...rest } = read;
    const path = pathFromActions(target.file, project);
    const support = {
      file: { path, source, listed: false },
      reading: { path, actions: [], declared: [], platforms: [], values: [], ...rest },
    };
    found.set(target.file, support);
    return support;
  };
  const names = ownModuleNames(files);
  const isElsewhere = ({ target }: ImportModel): boolean => target.kind === "module" && !names.has(target.name);
  const modules = linkModules(project, files, readings);
  const queue = importsElsewhere.map(modules, ({ imports }) => imports.filter(isElsewhere), { facts: [names] }).flat();
  for (const each of queue) {
    const support = take(each);
    if (support) queue.push(...(moduleLinker(project, [...files, support.file])(support.reading)?.imports ?? []));
  }
  return [...found.values()];
}
