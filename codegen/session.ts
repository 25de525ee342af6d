import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CodegenCache, openCache } from "./cache/codegen-cache.js";
import { conditionsOf } from "./cache/conditions.js";
import { digest } from "./cache/digest.js";
import { createFileStates, isSettledAt } from "./cache/file-states.js";
import { configurationFiles } from "./cache/fingerprint.js";
import { type LastRun, type Replay, recordRun, replayRun } from "./cache/last-run.js";
import { createLeftFiles, type LeftFile, type LeftFiles } from "./cache/left-files.js";
import { type CodegenMemory, createMemory } from "./cache/memory.js";
import { once } from "./cache/once.js";
import { openPack, type Pack } from "./cache/pack.js";
import type { Compilation } from "./compile.js";
import type { Project } from "./model/project.js";
import type { SourceText } from "./model/source-text.js";
import { listFiles, type ReuseText } from "./read/project/read-files.js";
import { ProblemList } from "./report/problems.js";
import { appendToCacheFile, hasCacheFile, readCacheFile, writeCacheFile } from "./write/cache-folder.js";
import { artifactsInOrder } from "./write/layout.js";
import { hasOrphans, orphanFolders } from "./write/orphans.js";
import { openOutFolder } from "./write/out-folder.js";

/** What one run of codegen takes from earlier ones and leaves to later ones. */
export interface Session {
  /** What the last run found, where everything that it read and wrote is as it was. Loads no TypeScript. */
  readonly replay: () => Replay | undefined;
  readonly cache: CodegenCache;
  /** Gives the texts of sources that an earlier run of this process has read. */
  readonly reuse: ReuseText | undefined;
  /** What earlier runs have left in the out folder. */
  readonly left: LeftFiles;
  /** Leaves what this run has found, once everything is written; later where the process stays. */
  readonly record: (compilation: Compilation, problems: ProblemList) => void;
}

/** The last run of each configuration is small and read first; the results are large and read when they are needed. */
const files = { runs: "runs", results: "results" } as const;

/** `isReadOnly`: nothing is left behind, as for a run that only checks. */
export function openSession(
  project: Project,
  {
    given,
    isReadOnly,
    memory: lasting,
  }: {
    readonly given: ProblemList;
    readonly isReadOnly: boolean;
    readonly memory?: CodegenMemory | undefined;
  },
): Session {
  const { root, out } = project;
  const memory = lasting ?? createMemory();
  const packOf = (name: string): Pack => memory.packOf(`${root} ${name}`, () => openPack(readCacheFile(root, name)));
  const at = Date.now();
  const conditions = conditionsOf(project);
  const states = createFileStates();
  const runs = packOf(files.runs);
  const listed = new ProblemList();
  const sources = listFiles(project, listed).map((path) => `${project.actions}/${path}`);
  // What could not be listed was not judged, and what package.json has wrong is not among the inputs.
  const isRepeatable = listed.sorted().length + given.sorted().length === 0;
  const key = `run-${digest(JSON.stringify([project.actions, out]))}`;
  let cache: CodegenCache | undefined;
  const save = (run: LastRun): void => {
    if (isReadOnly) return;
    runs.put(key, run);
    writeCacheFile(root, files.runs, runs.print() ?? "");
  };
  const keepResults = (): void => {
    const added = hasCacheFile(root, files.results) ? cache?.added() : undefined;
    if (added !== undefined) appendToCacheFile(root, files.results, added);
    const results = cache?.print();
    if (results !== undefined) writeCacheFile(root, files.results, results);
  };
  const lastRun = (): LastRun | undefined => runs.get(key) as LastRun | undefined;
  const leftFiles = once((): LeftFiles => {
    const known = memory.outputsOf(`${root} ${key}`, () => outputsOf(lastRun(), out));
    return createLeftFiles(known, (path) => join(root, out, path));
  });
  return {
    replay: () => {
      const last = lastRun();
      if (last === undefined || !isRepeatable) return undefined;
      const texts = (file: string): SourceText => ({ file, text: readText(resolve(root, file)) });
      const replay = replayRun(last, { root, conditions, at, sources, texts }, states);
      if (replay?.renewed) save(replay.renewed);
      return replay;
    },
    get cache() {
      // A process that stays has use for it, though nothing is written.
      const isLost = isReadOnly && lasting === undefined;
      cache ??= openCache(packOf(files.results), { root, conditions, at, states, isReadOnly: isLost });
      return cache;
    },
    reuse:
      lasting &&
      ((path, read) => {
        const signature = states.signatureOf(path);
        const known = lasting.texts.get(path);
        if (known && signature?.text === known.signature && isSettledAt(signature, known.since)) return known.source;
        const source = read();
        if (signature) lasting.texts.set(path, { source, signature: signature.text, since: at });
        return source;
      }),
    get left() {
      return leftFiles();
    },
    record: ({ actions, generation, files: texts, inputs }, problems) => {
      if (isReadOnly) return;
      const folder = openOutFolder(join(root, out));
      const inputPaths = [...configurationFiles(project).map((path) => join(root, path)), ...inputs.files];
      const missing = new Set(inputPaths.filter((path) => !existsSync(path)));
      const record = (): void => {
        keepResults();
        const outputs = (generation ? artifactsInOrder(generation) : []).map(({ path }) => path);
        const left = outputs.flatMap((path) => {
          const state = leftFiles().stateOf(path);
          return state ? [[path, state] as const] : [];
        });
        if (!isRepeatable || left.length < outputs.length) return;
        const run = recordRun(
          {
            ...{ root, out, conditions, at, sources, texts, actions: actions.length, problems: problems.sorted() },
            inputs: inputPaths,
            missing,
            absent: inputs.absent,
            configuration: inputs.configuration,
            outputs: left,
            outputsAt: leftFiles().since,
            folders: generation ? orphanFolders(folder) : [],
          },
          { states: createFileStates(), before: lastRun() },
        );
        // Whoever has put something into the folders meanwhile has it in their states.
        const isClean = generation === undefined || !hasOrphans(folder, new Set(outputs));
        if (run && isClean) save(run);
      };
      if (lasting) lasting.defer(record);
      else record();
    },
  };
}

/** The generated files of a run, by path below the out folder. */
function outputsOf(run: LastRun | undefined, out: string): Map<string, LeftFile> {
  const since = run?.outputsAt ?? 0;
  return new Map(run?.outputs.map(([path, state]) => [path.slice(out.length + 1), { state, since }]));
}

function readText(path: string): string {
  try {
    return new TextDecoder().decode(readFileSync(path));
  } catch {
    return "";
  }
}
