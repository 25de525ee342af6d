import { resolve } from "node:path";
import type { ActionFile } from "../model/action-file.js";
import { ChangingList } from "../model/changing-list.js";
import type { FileReading } from "../model/file-reading.js";
import type { ActionModel, ModuleModel, SecretModel, Sources } from "../model/models.js";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";
import { compare, type ProblemList } from "../report/problems.js";
import { linkOptions } from "./actions/link-options.js";
import type { ProgramInputs } from "./program/read-program.js";
import { linkModules } from "./project/link-modules.js";
import { readAssets } from "./project/read-assets.js";
import { type EarlierSources, readFiles } from "./project/read-files.js";
import { manifestsOf, readPackages } from "./project/read-packages.js";
import type { ReadSettings } from "./read-pass.js";
import type { ReadFiles } from "./read-stale.js";

/** All sources as they were read, and the means to keep them for the next run. */
export interface ReadSources extends Omit<ReadFiles, "readings" | "support"> {
  readonly sources: Sources;
}

/** Settings of reading. */
export interface SourceSettings extends ReadSettings {
  readonly earlier?: EarlierSources | undefined;
  /** Called before TypeScript is loaded, which happens only if a file must be read. */
  readonly onLoad?: (() => void) | undefined;
}

/** Reads everything below the actions folder. Mistakes are reported, and all else is read nevertheless. */
export async function readSources(
  project: Project,
  problems: ProblemList,
  { onLoad, earlier, ...settings }: SourceSettings,
): Promise<ReadSources> {
  const files = readFiles(project, problems, earlier);
  const { readings, support, inputs, ...rest } = await readAll(project, files, {
    ...settings,
    problems,
    onLoad,
  });
  const sources = linkReadings(project, { files, readings, support }, problems);
  const manifests = sources.packages.flatMap(({ name }) => manifestsOf(project.root, name));
  const elsewhere = filesElsewhere(sources).map((file) => resolve(project.root, file));
  const withAll = (read: ProgramInputs): ProgramInputs => ({
    ...read,
    files: [...read.files, ...manifests, ...elsewhere],
    configuration: [...read.configuration, ...elsewhere],
  });
  return { sources, ...rest, inputs: () => withAll(inputs()) };
}

type AllSettings = ReadSettings & Pick<SourceSettings, "onLoad"> & { readonly problems: ProblemList };

/** Reads the files; without any, TypeScript is not loaded, so that the answer to a wrong folder comes at once. */
async function readAll(
  project: Project,
  files: readonly ActionFile[],
  { onLoad, ...settings }: AllSettings,
): Promise<ReadFiles> {
  if (files.length === 0) {
    return {
      readings: [],
      support: [],
      keep: () => {},
      inputs: () => ({ files: [], absent: [], configuration: [], listings: [] }),
    };
  }
  const { readStale } = await settings.observer.timed("load", () => {
    onLoad?.();
    return import("./read-stale.js");
  });
  return readStale(project, files, settings);
}

/** Returns the files besides the project's own that modules import, and those that travel with the build, also missing ones. */
function filesElsewhere({ modules, files }: Sources): readonly string[] {
  const paths = ownFiles.map(files, ({ file }) => file);
  if (lastOwn?.paths !== paths) lastOwn = { paths, own: new Set(paths) };
  const { own } = lastOwn;
  const named = importedFiles.map(modules, ({ imports }) =>
    imports.flatMap(({ target }) => ("file" in target ? [target.file] : [])),
  );
  return [...new Set(joined(named, (each) => each))].filter((file) => !own.has(file));
}

let lastOwn: { readonly paths: readonly string[]; readonly own: ReadonlySet<string> } | undefined;

/** Paths of the last sources of this process, and of all that its last modules import. */
const ownFiles = new ChangingList<SourceText, string>();
const importedFiles = new ChangingList<ModuleModel, readonly string[]>();

/** What all files together are made of, of one reading. All have one shape, unlike readings, so that they are read fast. */
interface ReadingParts extends Pick<FileReading, "actions" | "values" | "platforms"> {
  readonly models: readonly ActionModel[];
  /** True where a parameter names an action that lists its options. */
  readonly hasOptions: boolean;
  readonly secrets: readonly SecretModel[];
  readonly endpoints: Sources["endpoints"];
}

function partsOf({ actions, values, platforms, declared }: FileReading): ReadingParts {
  const secrets = declared.flatMap((each) => (each.kind === "secret" ? [each.secret] : []));
  const endpoints = declared.flatMap((each) =>
    each.kind === "endpoint" ? [{ name: each.name, host: each.host }] : [],
  );
  const models = actions.map(({ model }) => model);
  const hasOptions = actions.some(({ options }) => options.length > 0);
  return { actions, models, hasOptions, values, platforms, secrets, endpoints };
}

/** Returns the items of all lists: `flat` takes ten times as long. */
function joined<Part, Item>(parts: readonly Part[], listOf: (part: Part) => readonly Item[]): readonly Item[] {
  const items: Item[] = [];
  for (const part of parts) for (const item of listOf(part)) items.push(item);
  return items;
}

/** Parts of the last readings of this process. */
const readingParts = new ChangingList<FileReading, ReadingParts>();

/** Puts the readings of all files together. */
function linkReadings(
  project: Project,
  { files, readings, support }: Pick<ReadFiles, "readings" | "support"> & { readonly files: readonly ActionFile[] },
  problems: ProblemList,
): Sources {
  const parts = readingParts.map(readings, partsOf);
  const actions = parts.some(({ hasOptions }) => hasOptions)
    ? linkOptions(
        joined(parts, (each) => each.actions),
        problems,
      )
    : joined(parts, ({ models }) => models);
  const code = linkModules(
    project,
    [...files, ...support.map(({ file }) => file)],
    [...readings, ...support.map(({ reading }) => reading)],
  );
  const assets = readAssets(project, code, problems);
  const modules = [...code, ...assets];
  return {
    actions: sortedByKey(actions),
    values: joined(parts, (each) => each.values),
    secrets: joined(parts, (each) => each.secrets),
    endpoints: [...joined(parts, (each) => each.endpoints)].sort((a, b) => compare(a.name, b.name)),
    platforms: joined(parts, (each) => each.platforms),
    modules,
    packages: readPackages(project, modules),
    files: files.map((file) => file.source),
    support: [...support.map(({ file }) => file.source), ...assets.map(({ source }) => source)],
  };
}

/** Keys of the last actions of this process, in the order of the files, and their order. */
const actionKeys = new ChangingList<ActionModel, string>();
let lastOrder: { readonly keys: readonly string[]; readonly order: readonly number[] } | undefined;

/** Sorts actions by their keys, which few edits change. */
function sortedByKey(actions: readonly ActionModel[]): readonly ActionModel[] {
  const keys = actionKeys.map(actions, ({ key }) => key);
  if (lastOrder?.keys !== keys) {
    const order = keys.map((_, index) => index).sort((a, b) => compare(keys[a] ?? "", keys[b] ?? ""));
    lastOrder = { keys, order };
  }
  return lastOrder.order.map((index) => actions[index] as ActionModel);
}
