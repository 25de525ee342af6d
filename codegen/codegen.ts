import { join, relative } from "node:path";
import { performance } from "node:perf_hooks";
import type { Generation, WrittenFile } from "./generation.js";
import type { Observer, Progress } from "./observer.js";
import { type Diagnostic, type Problem, ProblemList, toDiagnostic } from "./problems.js";
import type { Project, ProjectOverrides } from "./project.js";
import { readProject } from "./read/read-project.js";
import { startOf } from "./source.js";
import { Stopwatch, type Timings } from "./timings.js";
import { type CheckedFile, checkGeneration } from "./write/check-generation.js";
import { WriteError } from "./write/write-error.js";
import { finishJournal, writeGeneration } from "./write/write-generation.js";

/** How codegen runs: it writes what it generated, or compares it with what is there. */
export interface CodegenOptions extends ProjectOverrides {
  /** The working directory; the project is the folder there or above it that holds package.json. */
  readonly cwd?: string;
  /** `committed`: judge what git keeps, and write nothing. `all`: judge `build/` too. */
  readonly check?: "committed" | "all";
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
  readonly problems: readonly Problem[];
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly (WrittenFile | CheckedFile)[];
  readonly ms: number;
  /** Where the time went. */
  readonly timings: Timings;
}

/** Generates everything from a project's actions. Never rejects because of what people wrote: that is in the report. */
export async function codegen(options: CodegenOptions = {}): Promise<CodegenReport> {
  const start = performance.now();
  const stopwatch = new Stopwatch();
  const cwd = options.cwd ?? process.cwd();
  const problems = new ProblemList();
  const project = readProject(cwd, options, problems);
  const pathOf = (file: string): string => relative(cwd, join(project.root, file)).replaceAll("\\", "/");
  const { actions, files } = await generate(project, { ...options, stopwatch }, problems);
  const sorted = problems.sorted();
  return {
    ok: !problems.hasErrors && files.every((file) => file.status !== "stale"),
    project,
    out: pathOf(project.out),
    actions,
    problems: sorted,
    diagnostics: sorted.map((problem) => toDiagnostic(problem, pathOf)),
    files: files.map((file) => ({ ...file, path: pathOf(`${project.out}/${file.path}`) })),
    ms: Math.round(performance.now() - start),
    timings: stopwatch.timings(),
  };
}

async function generate(
  project: Project,
  { stopwatch, ...options }: CodegenOptions & { readonly stopwatch: Stopwatch },
  problems: ProblemList,
): Promise<{ readonly actions: number; readonly files: readonly (WrittenFile | CheckedFile)[] }> {
  const out = join(project.root, project.out);
  const observer: Observer = {
    timed: (phase, work) => stopwatch.timed(phase, work),
    onProgress: options.onProgress ?? (() => {}),
  };
  try {
    if (options.check === undefined) await finishJournal(out);
    // Loaded here, because it brings TypeScript along, which commands that generate nothing do without.
    const { compile } = await observer.timed("load", () => import("./compile.js"));
    const { actions, generation } = await compile(project, problems, observer);
    const files = generation ? await observer.timed("write", () => apply(out, generation, options)) : [];
    return { actions: actions.length, files };
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    problems.report("ACT604", startOf({ file: project.out, text: "" }), error.message.replace(/\.$/, ""));
    return { actions: 0, files: [] };
  }
}

function apply(
  out: string,
  generation: Generation,
  { check }: CodegenOptions,
): readonly CheckedFile[] | Promise<readonly WrittenFile[]> {
  if (check === undefined) return writeGeneration(out, generation);
  return checkGeneration(out, generation, { build: check === "all" });
}
