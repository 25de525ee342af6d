import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CodegenCache, openCache } from "./cache/codegen-cache.js";
import { conditionsOf } from "./cache/conditions.js";
import { isSettledAt } from "./cache/file-signature.js";
import { createFileStates, type FileStates } from "./cache/file-states.js";
import { configurationFiles } from "./cache/fingerprint.js";
import { createKnownOutputs, type KnownOutput, type KnownOutputs } from "./cache/known-outputs.js";
import { type LastRun, type Replay, recordRun, replayRun, type SourceList } from "./cache/last-run.js";
import { type CodegenMemory, createMemory } from "./cache/memory.js";
import { once } from "./cache/once.js";
import { Pack } from "./cache/pack.js";
import { folderOfPackagePath } from "./cache/package-files.js";
import { forgetProject, keepUnchanged, type ProjectMemory } from "./cache/project-memory.js";
import type { Compilation } from "./compile.js";
import type { Generation } from "./model/artifacts.js";
import { digest } from "./model/hash.js";
import type { ListedSources } from "./model/listed-sources.js";
import type { Project } from "./model/project.js";
import type { SourceText } from "./model/source-text.js";
import { type EarlierSources, listSources } from "./read/project/read-files.js";
import { ProblemList } from "./report/problems.js";
import { findUnseen } from "./unseen-changes.js";
import { appendToCacheFile, hasCacheFile, readCacheFile, writeCacheFile } from "./write/cache-folder.js";
import { cacheKey } from "./write/cache-key.js";
import { artifactsInOrder, pathsInOrder } from "./write/layout.js";
import { hasOrphans, orphanFolders } from "./write/orphans.js";
import { openOutFolder } from "./write/out-folder.js";

/** Files of the cache: the small record of each configuration's last run is read first, the large results on demand. */
const cacheFiles = { runs: "runs", results: "results" } as const;

/** Circumstances of a run. */
export interface SessionOptions {
  /** Problems of the project's description, found before the session began. */
  readonly given: ProblemList;
  /** True when the run must leave nothing behind, as one that only checks. */
  readonly isReadOnly: boolean;
  /** Memory of a process that runs codegen more than once. */
  readonly memory?: CodegenMemory | undefined;
}

/** One run of codegen between earlier and later ones: takes their results, and leaves its own. */
export class Session {
  readonly #project: Project;
  readonly #isReadOnly: boolean;
  /** Undefined in a process that ends after this run. */
  readonly #lasting: CodegenMemory | undefined;
  readonly #memory: CodegenMemory;
  /** Undefined where nothing on the disk can be trusted, and nothing is left there. */
  readonly #secret = cacheKey();
  readonly #startedAt: number = Date.now();
  readonly #conditions: string;
  readonly #states: FileStates;
  readonly #runs: Pack;
  /** Key of this configuration's last run. */
  readonly #key: string;
  readonly #listed: () => ListedSources & { readonly hasProblems: boolean };
  readonly #known: ProjectMemory;
  /** True when only what the memory was told of has changed since the last run. */
  readonly #isExpected: boolean;
  /** True with problems of the project's description, which no input shows. */
  readonly #hasGivenProblems: boolean;
  #cache: CodegenCache | undefined;
  #knownOutputs: KnownOutputs | undefined;

  constructor(project: Project, { given, isReadOnly, memory }: SessionOptions) {
    this.#project = project;
    this.#isReadOnly = isReadOnly;
    this.#lasting = memory;
    this.#memory = memory ?? createMemory();
    this.#conditions = conditionsOf(project);
    this.#runs = this.#packOf(cacheFiles.runs);
    this.#key = `run-${digest(JSON.stringify([project.actions, project.out, ...(project.strict ? ["strict"] : [])]))}`;
    this.#hasGivenProblems = given.size > 0;
    this.#known = this.#memory.projectOf(`${project.root} ${this.#key}`);
    const changes = this.#memory.takeExpected();
    this.#isExpected = changes !== undefined && this.#known.outputs !== undefined;
    if (changes && this.#isExpected) keepUnchanged(this.#known, join(project.root, project.actions), changes);
    else forgetProject(this.#known);
    this.#known.ranAt = this.#startedAt;
    this.#states = createFileStates(this.#known.seen);
    this.#listed = once(() => {
      if (this.#known.listed) return { ...this.#known.listed, hasProblems: false };
      const problems = new ProblemList();
      const listed = listSources(project, problems);
      if (problems.size === 0) this.#known.listed = listed;
      return { ...listed, hasProblems: problems.size > 0 };
    });
  }

  /** Returns the result of the last run; undefined when anything that it read or wrote has changed. Loads no TypeScript. */
  replay(): Replay | undefined {
    const replay = this.#replayed();
    // Listed before anything is read, so that a file that appears later is none that was read.
    if (replay === undefined) this.#listed();
    return replay;
  }

  #replayed(): Replay | undefined {
    const last = this.#lastRun();
    if (last === undefined || this.#hasGivenProblems) return undefined;
    const { root } = this.#project;
    const now = {
      out: this.#project.out,
      ...{ root, conditions: this.#conditions, at: this.#startedAt, listed: () => this.#sourcesNow() },
      texts: (file: string): SourceText => ({ file, text: readSourceOrEmpty(resolve(root, file)) }),
    };
    const replay = replayRun(last, now, this.#states);
    if (replay?.renewed) this.#save(replay.renewed);
    if (replay) this.#known.outputs = new Set(replay.outputs);
    if (replay && this.#isExpected) this.#memory.defer(() => findUnseen(this.#project, this.#known));
    return replay;
  }

  /** Sources as they are listed now, by path from the root; undefined when some cannot be listed. */
  #sourcesNow(): SourceList | undefined {
    const { actions } = this.#project;
    const { paths, folders, hasLinks, hasProblems } = this.#listed();
    if (hasProblems) return undefined;
    return {
      sources: paths.map((path) => `${actions}/${path}`),
      folders: hasLinks ? [] : folders.map((folder) => join(actions, folder)),
    };
  }

  /** Results of earlier runs. */
  get cache(): CodegenCache {
    this.#cache ??= openCache(this.#packOf(cacheFiles.results), {
      root: this.#project.root,
      conditions: this.#conditions,
      at: this.#startedAt,
      states: this.#states,
      // A lasting process uses what it keeps, even when nothing is written.
      isReadOnly: (this.#isReadOnly || this.#secret === undefined) && this.#lasting === undefined,
    });
    return this.#cache;
  }

  /** Sources that this run has listed, and texts that an earlier run of this process has read. */
  get earlier(): EarlierSources {
    const texts = this.#lasting?.texts;
    const listed = (): readonly string[] | undefined => {
      const { paths, hasProblems } = this.#listed();
      return hasProblems ? undefined : paths;
    };
    if (texts === undefined) return { listed, textOf: (_path, read) => read() };
    const textOf: EarlierSources["textOf"] = (path, read) => {
      const signature = this.#states.signatureOf(path);
      const known = texts.get(path);
      if (known && signature?.text === known.signature && isSettledAt(signature, known.since)) return known.source;
      const source = read();
      if (signature) texts.set(path, { source, signature: signature.text, since: this.#startedAt });
      return source;
    };
    return { listed, textOf };
  }

  /** States of the files in the out folder, as far as earlier runs have recorded them. */
  get knownOutputs(): KnownOutputs {
    this.#knownOutputs ??= this.#createKnownOutputs(this.#isExpected ? this.#known.outputs : undefined);
    return this.#knownOutputs;
  }

  #createKnownOutputs(standing: ReadonlySet<string> | undefined): KnownOutputs {
    const { root, out } = this.#project;
    const known = this.#memory.outputsOf(`${root} ${this.#key}`, () => outputsOf(this.#lastRun(), out));
    return createKnownOutputs(known, { pathOf: (path) => join(root, out, path), standing });
  }

  /** Remembers that the out folder holds a generation; without one, that it has to be looked at. */
  written(generation: Generation | undefined): void {
    this.#known.outputs = generation && pathsInOrder(generation);
  }

  /** Leaves the results of this run once everything is written; in a lasting process when that settles its memory. */
  record(compilation: Compilation, problems: ProblemList): void {
    if (this.#isReadOnly) return;
    const { root } = this.#project;
    const inputs = [...configurationFiles(this.#project).map((path) => join(root, path)), ...compilation.inputs.files];
    // Looked at now: an input that goes later was read.
    const missing = new Set(inputs.filter((path) => !existsSync(folderOfPackagePath(path) ?? path)));
    const record = (): readonly string[] => {
      this.#keepResults();
      const unseen = this.#isExpected ? this.#unseenAfter(compilation) : [];
      const run = unseen.length > 0 ? undefined : this.#recordOf(compilation, problems, { inputs, missing });
      if (run) this.#save(run);
      return unseen;
    };
    if (this.#lasting) this.#lasting.defer(record);
    else record();
  }

  #unseenAfter({ generation }: Compilation): readonly string[] {
    const outputs = this.#createKnownOutputs(undefined);
    this.#knownOutputs = outputs;
    return findUnseen(this.#project, this.#known, generation && { generation, outputs });
  }

  /** Undefined when the next run cannot rely on it. */
  #recordOf(
    { actions, generation, files, inputs: { absent, configuration, listings } }: Compilation,
    problems: ProblemList,
    inputs: { readonly inputs: readonly string[]; readonly missing: ReadonlySet<string> },
  ): LastRun | undefined {
    const { root, out } = this.#project;
    const folder = openOutFolder(join(root, out));
    const paths = (generation ? artifactsInOrder(generation) : []).map(({ path }) => path);
    // A process that stays does not wait: it knows what it has written, and looks again when the next change comes.
    const outputsAt = this.#lasting ? this.knownOutputs.since : this.knownOutputs.settle();
    const outputs = paths.flatMap((path) => {
      const state = this.knownOutputs.stateOf(path);
      return state ? [[path, state] as const] : [];
    });
    const listed = this.#sourcesNow();
    if (this.#hasGivenProblems || listed === undefined || outputs.length < paths.length) return undefined;
    const run = recordRun(
      {
        ...{ root, out, conditions: this.#conditions, at: this.#startedAt, listed, texts: files },
        ...{ ...inputs, absent, configuration, listings, outputs, outputsAt },
        ...{ actions: actions.length, problems: problems.sorted() },
        folders: generation ? orphanFolders(folder) : [],
      },
      { states: createFileStates(), before: this.#lastRun() },
    );
    // Judged after the folders' states were taken: a file that appears later changes them.
    const isClean = generation === undefined || !hasOrphans(folder, pathsInOrder(generation));
    return isClean ? run : undefined;
  }

  #lastRun(): LastRun | undefined {
    return this.#runs.get(this.#key) as LastRun | undefined;
  }

  #save(run: LastRun): void {
    if (this.#isReadOnly) return;
    this.#runs.put(this.#key, run);
    if (this.#secret === undefined) return;
    const runs = this.#runs.print();
    if (runs !== undefined) writeCacheFile(this.#project.root, cacheFiles.runs, runs);
  }

  #keepResults(): void {
    if (this.#secret === undefined) return;
    const { root } = this.#project;
    const added = hasCacheFile(root, cacheFiles.results) ? this.#cache?.added() : undefined;
    if (added !== undefined) appendToCacheFile(root, cacheFiles.results, added);
    const results = this.#cache?.print();
    if (results !== undefined) writeCacheFile(root, cacheFiles.results, results);
  }

  #packOf(name: string): Pack {
    const { root } = this.#project;
    const secret = this.#secret;
    const open = (): Pack =>
      secret === undefined ? new Pack(new Uint8Array(), randomBytes(32)) : new Pack(readCacheFile(root, name), secret);
    return this.#memory.packOf(`${root} ${name}`, open);
  }
}

/** The generated files of a run, by path below the out folder. */
function outputsOf(run: LastRun | undefined, out: string): Map<string, KnownOutput> {
  const since = run?.outputsAt ?? 0;
  return new Map(run?.outputs.map(([path, state]) => [path.slice(out.length + 1), { state, since }]));
}

/** Returns a source's text without its byte order mark; empty when it cannot be read. */
function readSourceOrEmpty(path: string): string {
  try {
    return new TextDecoder().decode(readFileSync(path));
  } catch {
    return "";
  }
}
