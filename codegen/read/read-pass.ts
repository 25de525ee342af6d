import type { CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { CachedReading } from "../cache/reading-cache.js";
import { digestDeclared } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { FileReading } from "../model/file-reading.js";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";
import type { Observer } from "../report/observer.js";
import { ProblemList } from "../report/problems.js";
import { Declarations } from "./actions/read-declarations.js";
import { readFile } from "./actions/read-file.js";
import { noTypedParts } from "./actions/typed-part.js";
import { ImportTargets } from "./imports/import-targets.js";
import { KnownParts } from "./known-parts.js";
import { type PackageSummary, summarizePackage } from "./program/package-summary.js";
import { type Program, type Resolver, readProgram } from "./program/read-program.js";
import { TypeReader } from "./types/type-reader.js";

/** Settings of reading; they do not change what is read. */
export interface ReadSettings {
  readonly resolver: Resolver;
  readonly cache: CodegenCache | undefined;
  readonly observer: Observer;
}

/** Result of one pass over all files. */
export interface ReadPass {
  readonly program: Program;
  readonly targets: ImportTargets;
  readonly fresh: ReadonlyMap<ActionFile, FileReading>;
  readonly cached: ReadonlyMap<ActionFile, CachedReading>;
  /** Parts of the files that were read now; undefined without a cache. */
  readonly parts: KnownParts | undefined;
  /** Problems of the files that were read now. */
  readonly reported: ProblemList;
}

/** Reads the files that the cache does not know, or that depend on something that has changed since. */
export async function readPass(
  project: Project,
  files: readonly ActionFile[],
  { resolver, cache, observer }: ReadSettings,
): Promise<ReadPass> {
  const reported = new ProblemList();
  const cached = new Map<ActionFile, CachedReading>();
  const before = cache?.ambient();
  const isStale = (file: ActionFile): boolean => !cached.has(file);
  // As long as it is unknown what is ambient, the program starts from all files.
  const areAllRoots = before === undefined || before.reached.length > 0;
  const roots = (): readonly ActionFile[] => (areAllRoots ? files : files.filter(isStale));
  const program = readProgram(project, files, {
    ...{ resolver, roots, problems: reported },
    scanned: () => (before === undefined ? files : files.filter(isStale)),
    known: { packages: before?.packages ?? [], ambient: [...(before?.reached ?? []), ...(before?.loose ?? [])] },
    summaryOf: (folder) => summaryOf(folder, cache),
  });
  const readings = cache?.readings(program.options);
  const texts = textsOf(files);
  for (const file of files) {
    const found = readings?.find(file.source, texts);
    if (found) cached.set(file, found);
  }
  for (const file of importedWithProblems(program, files, cached)) cached.delete(file);
  const known = new Map([...cached].map(([file, { reading }]) => [file.source.file, reading.declared]));
  const declarations = new Declarations(program, known, reported);
  const digest = once(() => digestDeclared(declarations.everywhere()));
  for (const [file, found] of cached) {
    if (found.secrets !== undefined && found.secrets !== digest()) cached.delete(file);
  }
  const targets = new ImportTargets(project, program);
  const parts = readings && new KnownParts(readings, program, texts);
  const types = new TypeReader(program, reported);
  const context = { program, targets, types, declarations, typed: parts ?? noTypedParts, problems: reported };
  const fresh = new Map<ActionFile, FileReading>();
  const parsing = observer.timed("parse", () => files.filter((file) => isStale(file) && program.parses(file)));
  for (const [done, file] of parsing.entries()) {
    observer.onProgress({ phase: "read", done, total: parsing.length });
    fresh.set(file, readFile(context, file));
  }
  return { program, targets, fresh, cached, parts, reported };
}

function summaryOf(folder: string, cache: CodegenCache | undefined): PackageSummary {
  const known = cache?.findPackage(folder) as PackageSummary | undefined;
  const summary = known ?? summarizePackage(folder);
  if (known === undefined) cache?.keepPackage(folder, summary);
  return summary;
}

/**
 * Finds the files whose reading has problems and that another file imports now: a problem in a type is reported where the
 * type is used first.
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

/** Returns the texts of files by their name. */
export function textsOf(files: readonly ActionFile[]): (file: string) => SourceText | undefined {
  const byName = new Map(files.map(({ source }) => [source.file, source]));
  return (file) => byName.get(file);
}
