import { join, relative, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import type { CodegenMemory } from "./cache/memory.js";
import type { Compilation, compile } from "./compile.js";
import type { loadCompiledTypeScript } from "./compiled-typescript.js";
import type { openSecondThread, SecondThread } from "./emit/compile-thread.js";
import type { FixedFile } from "./fix-sources.js";
import type { WrittenFile } from "./model/artifacts.js";
import { isActionFile, type Project, type ProjectOverrides } from "./model/project.js";
import { startOf } from "./model/source-text.js";
import { readProject } from "./read/project/read-project.js";
import type { FixScope } from "./report/fix.js";
import type { Observer, Progress } from "./report/observer.js";
import { type Diagnostic, type Problem, ProblemList, toDiagnostic } from "./report/problems.js";
import { Stopwatch, type Timings } from "./report/timings.js";
import { openSession } from "./session.js";
import { type CheckedFile, checkCommitted, checkGeneration } from "./write/check-generation.js";
import { isBuildPath } from "./write/layout.js";
import type { KnownFiles } from "./write/plan.js";
import { WriteError } from "./write/write-error.js";
import { finishJournal, writeGeneration } from "./write/write-generation.js";

/** How codegen runs: it writes what it generated, or compares it with what is there. */
export interface CodegenOptions extends ProjectOverrides {
  /** The working directory; the project is the folder there or above it that holds package.json. */
  readonly cwd?: string;
  /** `committed`: judge what git keeps, and write nothing. `all`: judge `build/` too. */
  readonly check?: "committed" | "all";
  /** Whether to use what earlier runs have worked out, and keep it for later ones; they do when not given. */
  readonly cache?: boolean;
  /** Mends the sources first, where that can be done: safely, or in every way. Not together with `check`. */
  readonly fix?: FixScope;
  /** Whoever runs this more than once keeps it, passes it each time, and has it settled when there is time. */
  readonly memory?: CodegenMemory;
  /** Told of each file and validator just before its turn; must be quick. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What one run found and did; paths are relative to the working directory, with `/`. */
export interface CodegenReport {
  /** No errors, and nothing stale where that was asked. */
  readonly ok: boolean;
  readonly project: Project;
  /** The folder of generated files. */
  readonly out: string;
  /** How many actions there are. */
  readonly actions: number;
  /** What was left after fixing. */
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly (WrittenFile | CheckedFile)[];
  /** The tsconfig.json that counts and those that it extends; none where there is no file to read. */
  readonly configuration: readonly string[];
  /** The files that had something to fix. */
  readonly fixed: readonly FixedFile[];
  readonly ms: number;
  /** Where the time went. */
  readonly timings: Timings;
}

/**
 * Generates everything from a project's actions. Never rejects because of what people wrote: that is in the report.
 *
 * @throws TypeError when it is to check, which writes nothing, and to fix.
 */
export async function codegen(options: CodegenOptions = {}): Promise<CodegenReport> {
  if (options.check && options.fix) throw new TypeError("`check` writes nothing, so it does not go with `fix`");
  const start = performance.now();
  const stopwatch = new Stopwatch();
  const cwd = options.cwd ?? process.cwd();
  const problems = new ProblemList();
  const project = readProject(cwd, options, problems);
  const isAtRoot = resolve(cwd) === project.root;
  const pathOf = (file: string): string =>
    isAtRoot ? file : relative(cwd, join(project.root, file)).replaceAll("\\", "/");
  // A project that is described wrongly may have its actions elsewhere.
  const fixed = options.fix && !problems.hasErrors ? await fix(project, options.fix) : [];
  const { actions, files, configuration } = await generate(project, { ...options, stopwatch }, problems);
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

async function fix(project: Project, scope: FixScope): Promise<readonly FixedFile[]> {
  const { fixSources } = await import("./fix-sources.js");
  return fixSources(project, scope);
}

/** Files that are not the project's actions are read, but never touched. */
function withoutForeignFix(project: Project, problem: Problem): Problem {
  if (isActionFile(project, problem.at.source.file)) return problem;
  const { fix: _, ...rest } = problem;
  return rest;
}

interface Generated {
  readonly actions: number;
  readonly files: readonly (WrittenFile | CheckedFile)[];
  readonly configuration: readonly string[];
}

async function generate(
  project: Project,
  { stopwatch, ...options }: CodegenOptions & { readonly stopwatch: Stopwatch },
  problems: ProblemList,
): Promise<Generated> {
  const out = join(project.root, project.out);
  const observer: Observer = {
    timed: (phase, work) => stopwatch.timed(phase, work),
    onProgress: options.onProgress ?? (() => {}),
  };
  let second: SecondThread | undefined;
  let configuration: readonly string[] = [];
  try {
    if (options.check === undefined) await finishJournal(out);
    const isReadOnly = options.check !== undefined;
    const isCached = options.cache !== false && !problems.hasErrors;
    const { memory } = options;
    const session = isCached ? openSession(project, { given: problems, isReadOnly, memory }) : undefined;
    const replayed = observer.timed("compare", () => session?.replay());
    if (replayed) {
      for (const problem of replayed.problems) problems.add(problem);
      // Reads everything, and remembers what it has made of it.
      memory?.prepare(async () => {
        const { compile } = await import("./compile.js");
        await compile(project, new ProblemList(), { cache: session?.cache, reuse: session?.reuse });
      });
      const { actions, outputs } = replayed;
      return { actions, files: upToDate(outputs, options), configuration: replayed.configuration };
    }
    // Loaded here, because a run that has nothing to do does without.
    const { compile, openSecondThread, loadCompiledTypeScript } = await observer.timed("load", load);
    let leave = (): void => {};
    second = openSecondThread();
    const compilation = await compile(project, problems, {
      committedOnly: options.check === "committed",
      observer,
      second,
      onLoad: () => {
        if (isCached) leave = loadCompiledTypeScript();
      },
      ...(session ? { cache: session.cache, reuse: session.reuse } : {}),
    });
    const { actions, inputs } = compilation;
    configuration = inputs.configuration;
    const files = await observer.timed("write", () => apply(out, compilation, { ...options, known: session?.left }));
    observer.timed("remember", () => {
      session?.record(compilation, problems);
      if (!isReadOnly) leave();
    });
    return { actions: actions.length, files, configuration };
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    problems.report("ACT604", startOf({ file: project.out, text: "" }), error.message.replace(/\.$/, ""));
    return { actions: 0, files: [], configuration };
  } finally {
    second?.close();
  }
}

/** What compiles. */
interface Compiler {
  readonly compile: typeof compile;
  readonly openSecondThread: typeof openSecondThread;
  readonly loadCompiledTypeScript: typeof loadCompiledTypeScript;
}

async function load(): Promise<Compiler> {
  const { compile } = await import("./compile.js");
  const { openSecondThread } = await import("./emit/compile-thread.js");
  const { loadCompiledTypeScript } = await import("./compiled-typescript.js");
  return { compile, openSecondThread, loadCompiledTypeScript };
}

function upToDate(paths: readonly string[], { check }: CodegenOptions): readonly WrittenFile[] {
  const asked = check === "committed" ? paths.filter((path) => !isBuildPath(path)) : paths;
  return asked.map((path) => ({ path, status: "unchanged" }));
}

async function apply(
  out: string,
  { committed, generation }: Compilation,
  { check, known }: CodegenOptions & { readonly known: KnownFiles | undefined },
): Promise<readonly (WrittenFile | CheckedFile)[]> {
  if (check === "committed") return committed ? checkCommitted(out, committed) : [];
  if (generation === undefined) return [];
  return check === "all" ? checkGeneration(out, generation) : writeGeneration(out, generation, { known });
}
