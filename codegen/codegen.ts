import { join, relative, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import type { CodegenMemory } from "./cache/memory.js";
import type { Compilation, compile } from "./compile.js";
import type { loadCompiledCode } from "./compiled-code.js";
import type { FixedFile } from "./fix-sources.js";
import type { WrittenFile } from "./model/artifacts.js";
import { isActionFile, type Project, type ProjectOverrides } from "./model/project.js";
import { startOf } from "./model/source-text.js";
import { readProject } from "./read/project/read-project.js";
import type { FixScope } from "./report/fix.js";
import type { Observer, Progress } from "./report/observer.js";
import { type Diagnostic, type Problem, ProblemList, toDiagnostic } from "./report/problems.js";
import { Stopwatch, type Timings } from "./report/timings.js";
import { Session } from "./session.js";
import { type CheckedFile, checkCommitted, checkGeneration } from "./write/check-generation.js";
import { isBuildPath } from "./write/layout.js";
import { assertInProject } from "./write/out-folder.js";
import { WriteError } from "./write/write-error.js";
import { finishJournal, writeGeneration } from "./write/write-generation.js";

/** Settings of a run, which writes the generation or compares it with the files that are there. */
export interface CodegenOptions extends ProjectOverrides {
  /** The working directory; the project is the folder there or above it that holds package.json. */
  readonly cwd?: string;
  /** `committed`: judge what git keeps, and write nothing. `all`: judge `build/` too. */
  readonly check?: "committed" | "all";
  /** False to use no results of earlier runs and to keep none. Default true. */
  readonly cache?: boolean;
  /** Fixes the sources first: with safe fixes, or with all. Not together with `check`. */
  readonly fix?: FixScope;
  /** Memory of a process with more than one run: pass the same one to each, and call its `settle` between them. */
  readonly memory?: CodegenMemory;
  /** Called before each file and validator; must be quick. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Result of a run; paths are relative to the working directory, with `/`. */
export interface CodegenReport {
  /** True without errors and, with `check`, without stale files. */
  readonly ok: boolean;
  readonly project: Project;
  /** The folder of generated files. */
  readonly out: string;
  /** Number of actions. */
  readonly actions: number;
  /** Problems that are left after fixing. */
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly (WrittenFile | CheckedFile)[];
  /** The tsconfig.json in use and those that it extends; none when there is no source to read. */
  readonly configuration: readonly string[];
  /** Files with something to fix. */
  readonly fixed: readonly FixedFile[];
  readonly ms: number;
  /** Time by phase. */
  readonly timings: Timings;
}

/**
 * Generates everything from a project's actions. Does not reject for errors in the sources: the report has them.
 *
 * @throws TypeError when both `check` and `fix` are given.
 */
export async function codegen(options: CodegenOptions = {}): Promise<CodegenReport> {
  if (options.check && options.fix) throw new TypeError("`check` writes nothing, so it does not go with `fix`");
  const start = performance.now();
  const stopwatch = new Stopwatch();
  const cwd = options.cwd ?? process.cwd();
  const problems = new ProblemList();
  const project = readProject(cwd, options, problems);
  if (project.strict) problems.makeStrict();
  const isAtRoot = resolve(cwd) === project.root;
  const pathOf = (file: string): string =>
    isAtRoot ? file : relative(cwd, join(project.root, file)).replaceAll("\\", "/");
  // With a wrong description, the actions may be in another folder.
  const fixed = options.fix && !problems.hasErrors ? await applyFixes(project, options.fix) : [];
  const { actions, files, configuration } = await generateFiles(project, { ...options, stopwatch }, problems);
  const sorted = problems.sorted().map((problem) => withoutForeignFix(project, problem));
  return {
    ok: !problems.hasErrors && files.every((file) => file.status !== "stale"),
    project,
    out: pathOf(project.out),
    actions,
    problems: sorted,
    diagnostics: sorted.map((problem) => toDiagnostic(problem, pathOf)),
    files: files.map((file) => ({ ...file, path: pathOf(`${project.out}/${file.path}`) })),
    configuration: configuration.map((file) => relative(cwd, file).replaceAll("\\", "/")),
    fixed: fixed.map((file) => ({ ...file, path: pathOf(file.path) })),
    ms: Math.round(performance.now() - start),
    timings: stopwatch.timings(),
  };
}

async function applyFixes(project: Project, scope: FixScope): Promise<readonly FixedFile[]> {
  const { fixSources } = await import("./fix-sources.js");
  return fixSources(project, scope);
}

/** Removes a fix of a file outside of the project's actions: such files are read, but never changed. */
function withoutForeignFix(project: Project, problem: Problem): Problem {
  if (isActionFile(project, problem.at.source.file)) return problem;
  const { fix: _, ...rest } = problem;
  return rest;
}

/** The parts of the report that generating gives. */
interface Generated {
  readonly actions: number;
  readonly files: readonly (WrittenFile | CheckedFile)[];
  readonly configuration: readonly string[];
}

/** One run: its options, with the means to observe it and to use earlier ones. */
interface Run extends CodegenOptions {
  readonly observer: Observer;
  /** Undefined for a run without a cache. */
  readonly session: Session | undefined;
}

async function generateFiles(
  project: Project,
  { stopwatch, ...options }: CodegenOptions & { readonly stopwatch: Stopwatch },
  problems: ProblemList,
): Promise<Generated> {
  const observer: Observer = {
    timed: (phase, work) => stopwatch.timed(phase, work),
    onProgress: options.onProgress ?? (() => {}),
  };
  try {
    const isReadOnly = options.check !== undefined;
    // Also where nothing is written: what lies elsewhere is nobody's generated file.
    assertInProject(project.root, project.out);
    if (!isReadOnly) await finishJournal(join(project.root, project.out));
    const isCached = options.cache !== false && !problems.hasErrors;
    const session = isCached
      ? new Session(project, { given: problems, isReadOnly, memory: options.memory })
      : undefined;
    const run = { ...options, observer, session };
    return replayLastRun(project, run, problems) ?? (await compileAndWrite(project, run, problems));
  } catch (error) {
    reportUnwritten(error, project, problems);
    return { actions: 0, files: [], configuration: [] };
  }
}

/** Repeats the result of the last run; undefined when anything has changed since. */
function replayLastRun(
  project: Project,
  { observer, session, memory, check }: Run,
  problems: ProblemList,
): Generated | undefined {
  const replayed = observer.timed("compare", () => session?.replay());
  if (session === undefined || replayed === undefined) return undefined;
  for (const problem of replayed.problems) problems.add(problem);
  // Reads everything once, so that the next run finds its readings in memory.
  memory?.prepare(async () => {
    const { compile } = await import("./compile.js");
    await compile(project, new ProblemList(), { cache: session.cache, earlier: session.earlier });
  });
  const { actions, outputs, configuration } = replayed;
  const paths = check === "committed" ? outputs.filter((path) => !isBuildPath(path)) : outputs;
  return { actions, files: paths.map((path) => ({ path, status: "unchanged" })), configuration };
}

async function compileAndWrite(project: Project, run: Run, problems: ProblemList): Promise<Generated> {
  const { observer, session, check } = run;
  // Loaded here, because a run with nothing to do needs none of it.
  const { compile, loadCompiledCode } = await observer.timed("load", loadCompiler);
  let leaveCompiledCode = (): void => {};
  let configuration: readonly string[] = [];
  try {
    const compilation = await compile(project, problems, {
      committedOnly: check === "committed",
      observer,
      onLoad: () => {
        if (session) leaveCompiledCode = loadCompiledCode();
      },
      ...(session ? { cache: session.cache, earlier: session.earlier } : {}),
    });
    configuration = compilation.inputs.configuration;
    const files = await observer.timed("write", () => writeOrCheck(project, compilation, run));
    observer.timed("remember", () => {
      session?.record(compilation, problems);
      if (check === undefined) leaveCompiledCode();
    });
    return { actions: compilation.actions.length, files, configuration };
  } catch (error) {
    reportUnwritten(error, project, problems);
    return { actions: 0, files: [], configuration };
  }
}

/** Functions of the modules that only a run with something to do loads. */
interface Compiler {
  readonly compile: typeof compile;
  readonly loadCompiledCode: typeof loadCompiledCode;
}

async function loadCompiler(): Promise<Compiler> {
  const { compile } = await import("./compile.js");
  const { loadCompiledCode } = await import("./compiled-code.js");
  return { compile, loadCompiledCode };
}

async function writeOrCheck(
  project: Project,
  { committed, generation }: Compilation,
  { check, session }: Run,
): Promise<readonly (WrittenFile | CheckedFile)[]> {
  const out = join(project.root, project.out);
  if (check === "committed") return committed ? checkCommitted(out, committed) : [];
  if (generation === undefined) return [];
  if (check === "all") return checkGeneration(out, generation);
  assertInProject(project.root, project.out); // again, because compiling takes seconds
  const known = session?.knownOutputs;
  session?.written(undefined); // until it is, because writing may fail in between
  const files = await writeGeneration(out, generation, { known });
  session?.written(generation);
  return files;
}

/** Reports a failure of the writer as a problem; throws any other error. */
function reportUnwritten(error: unknown, project: Project, problems: ProblemList): void {
  if (!(error instanceof WriteError)) throw error;
  problems.report("ACT604", startOf({ file: project.out, text: "" }), error.message.replace(/\.$/, ""));
}
