import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CodegenCache, openCache } from "./cache/codegen-cache.js";
import { conditionsOf } from "./cache/conditions.js";
import { digest } from "./cache/digest.js";
import { createFileStates } from "./cache/file-states.js";
import { type LastRun, type Replay, recordRun, replayRun } from "./cache/last-run.js";
import { type CodegenMemory, openPack, type Pack } from "./cache/pack.js";
import type { Compilation } from "./compile.js";
import { configurationFiles } from "./fingerprint.js";
import { ProblemList } from "./problems.js";
import type { Project } from "./project.js";
import { listFiles } from "./read/read-files.js";
import type { SourceText } from "./source.js";
import { readCacheFile, writeCacheFile } from "./write/cache-folder.js";
import { artifactsInOrder } from "./write/layout.js";
import { orphanFolders } from "./write/orphans.js";
import { openOutFolder } from "./write/out-folder.js";

/** What one run of codegen takes from earlier ones and leaves to later ones. */
export interface Session {
  /** What the last run found, where everything that it read and wrote is as it was. Loads no TypeScript. */
  readonly replay: () => Replay | undefined;
  readonly cache: CodegenCache;
  /** Leaves what this run has found, once everything is written. */
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
    memory = new Map(),
  }: {
    readonly given: ProblemList;
    readonly isReadOnly: boolean;
    readonly memory?: CodegenMemory | undefined;
  },
): Session {
  const { root, out } = project;
  const packOf = (name: string): Pack => {
    const pack = memory.get(`${root} ${name}`) ?? openPack(readCacheFile(root, name));
    memory.set(`${root} ${name}`, pack);
    return pack;
  };
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
  return {
    replay: () => {
      const last = runs.get(key) as LastRun | undefined;
      if (last === undefined || !isRepeatable) return undefined;
      const texts = (file: string): SourceText => ({ file, text: readText(resolve(root, file)) });
      const replay = replayRun(last, { root, conditions, at, sources, texts }, states);
      if (replay?.renewed) save(replay.renewed);
      return replay;
    },
    get cache() {
      cache ??= openCache(packOf(files.results), { root, conditions, at, states });
      return cache;
    },
    record: ({ actions, generation, files: texts, inputs }, problems) => {
      if (isReadOnly) return;
      const results = cache?.print();
      if (results !== undefined) writeCacheFile(root, files.results, results);
      if (!isRepeatable) return;
      const run = recordRun(
        {
          ...{ root, out, conditions, at, sources, texts, actions: actions.length, problems: problems.sorted() },
          inputs: [...configurationFiles(project).map((path) => join(root, path)), ...inputs.files],
          absent: inputs.absent,
          outputs: generation ? artifactsInOrder(generation).map(({ path }) => path) : [],
          folders: generation ? orphanFolders(openOutFolder(join(root, out))) : [],
        },
        { states: createFileStates(), before: runs.get(key) as LastRun | undefined },
      );
      if (run) save(run);
    },
  };
}

function readText(path: string): string {
  try {
    return new TextDecoder().decode(readFileSync(path));
  } catch {
    return "";
  }
}
