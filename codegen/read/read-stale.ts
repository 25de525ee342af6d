import type { Ambient, CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { CachedReading } from "../cache/reading-cache.js";
import { digestDeclared } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { FileReading } from "../model/file-reading.js";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";
import type { Observer } from "../report/observer.js";
import { compare, type Problem, ProblemList } from "../report/problems.js";
import { createDeclarations } from "./actions/read-declarations.js";
import { readFile } from "./actions/read-file.js";
import { type Inputs, type Program, type Resolver, readProgram } from "./program/read-program.js";
import { createTypeReader } from "./types/type-reader.js";

/** How sources are read; what is read is the same. */
export interface ReadSettings {
  readonly resolver: Resolver;
  readonly cache: CodegenCache | undefined;
  readonly observer: Observer;
  /** Told of each file as soon as it has been read. */
  readonly onRead?: ((reading: FileReading) => void) | undefined;
}

/** What was read of all files, and how to keep it for the next run, given everything that is wrong with the sources. */
export interface ReadFiles {
  readonly readings: readonly FileReading[];
  readonly keep: (all: ProblemList) => void;
  /** Everything that decided what was read, besides the project's own files and its configuration. */
  readonly inputs: () => Inputs;
}

/** Reads the files, of which there are some, that the cache does not know, or that depend on something that has changed since. */
export async function readStale(
  project: Project,
  files: readonly ActionFile[],
  { problems, ...settings }: ReadSettings & { readonly problems: ProblemList },
): Promise<ReadFiles> {
  const { cache } = settings;
  const before = cache?.ambient();
  const first = await readOnce(project, files, settings);
  // What declares something for all files changes how those read that were read without it, or with something else.
  const isAlone = first.cached.size === 0 || before === undefined;
  const isTrusted = isAlone || isStill(before, ambientOf(files, first, before));
  const read = isTrusted ? first : await readOnce(project, files, { ...settings, cache: undefined });
  for (const problem of read.reported.sorted()) problems.add(problem);
  for (const { problems: before } of read.cached.values()) for (const problem of before) problems.add(problem);
  return {
    readings: files.flatMap((file) => read.fresh.get(file) ?? read.cached.get(file)?.reading ?? []),
    keep: (all) => {
      if (cache && !cache.isReadOnly) keepReadings(cache, files, { read, all: all.sorted() });
    },
    inputs: () => {
      const now = read.program.inputs();
      const before = [...read.cached.values()];
      const known = cache?.ambient()?.loose ?? [];
      return {
        files: distinct([now.files, known, ...before.map((each) => each.outside)]),
        absent: distinct([now.absent, ...before.map((each) => each.absent)]),
        configuration: now.configuration,
      };
    },
  };
}

interface Read {
  readonly program: Program;
  readonly fresh: ReadonlyMap<ActionFile, FileReading>;
  readonly cached: ReadonlyMap<ActionFile, CachedReading>;
  /** What is wrong with the files that were read now. */
  readonly reported: ProblemList;
}

async function readOnce(
  project: Project,
  files: readonly ActionFile[],
  { resolver, cache, observer, onRead }: ReadSettings,
): Promise<Read> {
  const reported = new ProblemList();
  const cached = new Map<ActionFile, CachedReading>();
  const before = cache?.ambient();
  const isStale = (file: ActionFile): boolean => !cached.has(file);
  // Who knows nothing yet of what is ambient starts from everything.
  const areAllRoots = before === undefined || before.reached.length > 0;
  const roots = (): readonly ActionFile[] => (areAllRoots ? files : files.filter(isStale));
  const program = readProgram(project, files, { resolver, roots, problems: reported });
  const readings = cache?.readings(program.options);
  const texts = textsOf(files);
  for (const file of files) {
    const found = readings?.find(file.source, texts);
    if (found) cached.set(file, found);
  }
  for (const file of importedWithProblems(program, files, cached)) cached.delete(file);
  const known = new Map([...cached].map(([file, { reading }]) => [file.source.file, reading.declared]));
  const declarations = createDeclarations(program, known, reported);
  const digest = once(() => digestDeclared(declarations.everywhere()));
  for (const [file, found] of cached) {
    if (found.secrets !== undefined && found.secrets !== digest()) cached.delete(file);
  }
  const context = { program, types: createTypeReader(program, reported), declarations, problems: reported };
  const fresh = new Map<ActionFile, FileReading>();
  const parsing = observer.timed("parse", () => files.filter((file) => isStale(file) && program.parses(file)));
  for (const [done, file] of parsing.entries()) {
    observer.onProgress({ phase: "read", done, total: parsing.length });
    const reading = readFile(context, file);
    fresh.set(file, reading);
    onRead?.(reading);
  }
  return { program, fresh, cached, reported };
}

/**
 * The files whose reading found something wrong, and that another file imports now: what is wrong with a type is said
 * from where it is used first.
 */
function importedWithProblems(
  program: Program,
  files: readonly ActionFile[],
  cached: ReadonlyMap<ActionFile, CachedReading>,
): readonly ActionFile[] {
  const flawed = [...cached].filter(([, { problems }]) => problems.length > 0);
  if (flawed.length === 0) return [];
  const stale = files.filter((file) => !cached.has(file)).flatMap((file) => program.dependenciesOf(file).own);
  const imported = new Set([...stale.map(({ file }) => file), ...[...cached.values()].flatMap((each) => each.own)]);
  return flawed.flatMap(([file]) => (imported.has(file.source.file) ? [file] : []));
}

/** What is ambient now, given what was when the files that the cache knows were read. */
function ambientOf(files: readonly ActionFile[], read: Read, before: Ambient | undefined): Ambient {
  const { program, cached } = read;
  const stale = files.filter((file) => !cached.has(file));
  const closure = program.closureOf(before === undefined ? files : stale);
  const outside = new Set(distinct([...cached.values()].map((each) => each.outside)));
  const opened = program.opened();
  const own = new Set(files.map(program.pathOf));
  const reached = [
    ...opened.flatMap(({ path, isAmbient }) => (isAmbient && closure.has(path) ? [path] : [])),
    ...(before?.reached ?? []).filter((path) => outside.has(path)),
  ];
  const isLoose = (path: string): boolean => !closure.has(path) && !outside.has(path) && !own.has(path);
  const loose = program.isWhole() ? opened.map(({ path }) => path).filter(isLoose) : (before?.loose ?? []);
  return { reached: distinct([reached]), loose: distinct([loose]) };
}

/** Whether the same is ambient as before; as long as nobody knew, whether anything is. */
function isStill(before: Ambient | undefined, { reached }: Ambient): boolean {
  return JSON.stringify(reached) === JSON.stringify(before?.reached ?? []);
}

/**
 * Keeps what was read without any problem in the files that it depends on: a problem in a type is reported to whoever
 * reads it first. A warning within a file that nobody imports is that file's own, and is kept with it.
 */
function keepReadings(
  cache: CodegenCache,
  files: readonly ActionFile[],
  { read, all }: { readonly read: Read; readonly all: readonly Problem[] },
): void {
  const { program, fresh, cached, reported } = read;
  const texts = textsOf(files);
  const isOwn = (file: string): boolean => texts(file) !== undefined;
  // Defaults and examples were not judged where anything is wrong, and are not kept.
  if (all.some(({ severity, at }) => severity === "error" || !isOwn(at.source.file))) return;
  const before = cache.ambient();
  // As long as nobody has asked the type checker, it makes no difference what is ambient.
  if (program.isWhole() || before !== undefined) {
    const ambient = ambientOf(files, read, before);
    const ownPaths = new Set(files.map(program.pathOf));
    if (ambient.reached.some((path) => ownPaths.has(path))) return;
    if (!cache.keepAmbient(ambient)) return;
  }
  const readings = cache.readings(program.options);
  const flaws = new Map<string, Problem[]>();
  for (const problem of all) {
    const { file } = problem.at.source;
    flaws.set(file, [...(flaws.get(file) ?? []), problem]);
  }
  const own = new Set(reported.sorted());
  const inputs = new Map([...fresh.keys()].map((file) => [file, program.dependenciesOf(file)]));
  const secrets = once(() =>
    digestDeclared(files.flatMap((file) => (fresh.get(file) ?? cached.get(file)?.reading)?.declared ?? [])),
  );
  const imported = new Set([
    ...[...inputs.values()].flatMap((each) => each.own.map(({ file }) => file)),
    ...[...cached.values()].flatMap((each) => each.own),
  ]);
  for (const [file, reading] of fresh) {
    const { file: name } = file.source;
    const given = inputs.get(file);
    const problems = flaws.get(name) ?? [];
    const isTheirs = problems.length > 0 && (imported.has(name) || problems.some((problem) => !own.has(problem)));
    if (given === undefined || isTheirs || given.own.some((each) => flaws.has(each.file))) continue;
    const bindsByName = reading.actions.some((action) => action.bindsByName);
    readings.keep(file.source, { reading, problems }, { ...given, ...(bindsByName ? { secrets: secrets() } : {}) });
  }
}

/** The paths of all lists; most lists are one and the same. */
function distinct(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set([...new Set(lists)].flat())].sort(compare);
}

function textsOf(files: readonly ActionFile[]): (file: string) => SourceText | undefined {
  const byName = new Map(files.map(({ source }) => [source.file, source]));
  return (file) => byName.get(file);
}
