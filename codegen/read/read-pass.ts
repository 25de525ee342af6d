import type { CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { CachedReading } from "../cache/reading-cache.js";
import { digestDeclared } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { Declared, FileReading } from "../model/file-reading.js";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";
import type { Observer } from "../report/observer.js";
import { type Problem, ProblemList } from "../report/problems.js";
import { readFile } from "./actions/read-file.js";
import type { ReadingContext } from "./actions/reading-context.js";
import { noTypedParts } from "./actions/typed-part.js";
import { Declarations } from "./declarations/read-declarations.js";
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
  readonly fresh: ReadonlyMap<ActionFile, FreshReading>;
  readonly cached: ReadonlyMap<ActionFile, CachedReading>;
  /** Parts of the files that were read now; undefined without a cache. */
  readonly parts: KnownParts | undefined;
  /** Problems of the compiler's options, which every run reports anew. */
  readonly general: readonly Problem[];
}

/** A reading of this run. */
export interface FreshReading {
  /** Undefined where the file does not parse. */
  readonly reading: FileReading | undefined;
  readonly problems: readonly Problem[];
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
  const known = new Map<string, readonly Declared[]>();
  for (const [{ source }, { reading }] of cached) known.set(source.file, reading?.declared ?? []);
  const declarations = new Declarations(program, known, reported);
  dropRebound(cached, declarations);
  const targets = new ImportTargets(project, program);
  const parts = readings && new KnownParts(readings, program, texts);
  const types = new TypeReader(program, reported);
  const context = { program, targets, types, declarations, typed: parts ?? noTypedParts, problems: reported };
  const fresh = readEach(context, files.filter(isStale), observer);
  return { program, targets, fresh, cached, parts, general: reported.sorted() };
}

/** Reads files, each with its own problems. A function of its own, as the next one is. */
function readEach(
  context: ReadingContext,
  files: readonly ActionFile[],
  observer: Observer,
): ReadonlyMap<ActionFile, FreshReading> {
  const { program, problems: reported } = context;
  const fresh = new Map<ActionFile, FreshReading>();
  const parsing = new Set(observer.timed("parse", () => files.filter((file) => program.parses(file))));
  for (const [done, file] of files.entries()) {
    observer.onProgress({ phase: "read", done, total: files.length });
    const read = (): FileReading | undefined =>
      parsing.has(file) ? readFile(context, file) : program.reportSyntax(file);
    const { value: reading, problems } = reported.collect(read);
    fresh.set(file, { reading, problems });
  }
  return fresh;
}

/**
 * Drops the readings that were bound to secrets by their names, where these have changed. A function of its own: what the program
 * refers to may not lead to the declarations, and these to the trees.
 */
function dropRebound(cached: Map<ActionFile, CachedReading>, declarations: Declarations): void {
  const digest = once(() => digestDeclared(declarations.everywhere()));
  for (const [file, found] of cached) {
    if (found.secrets !== undefined && found.secrets !== digest()) cached.delete(file);
  }
}

function summaryOf(folder: string, cache: CodegenCache | undefined): PackageSummary {
  const known = cache?.findPackage(folder) as PackageSummary | undefined;
  const summary = known ?? summarizePackage(folder);
  if (known === undefined) cache?.keepPackage(folder, summary);
  return summary;
}

/** Returns the texts of files by their name. */
export function textsOf(files: readonly ActionFile[]): (file: string) => SourceText | undefined {
  const byName = new Map<string, SourceText>();
  for (const { source } of files) byName.set(source.file, source);
  return (file) => byName.get(file);
}
