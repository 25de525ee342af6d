import type { CodegenCache } from "./cache/codegen-cache.js";
import { checkImports } from "./check/check-imports.js";
import { checkKeys } from "./check/check-keys.js";
import { checkSecrets } from "./check/check-secrets.js";
import { checkValues } from "./check/check-values.js";
import { emitAll, emitCommitted, emitted } from "./emit/emit-all.js";
import { compileModules } from "./emit/emit-modules.js";
import { validatorName } from "./emit/emit-validators.js";
import type { CommittedFiles, Generation } from "./generation.js";
import type { ActionModel, Sources } from "./model.js";
import { nobody, type Observer } from "./observer.js";
import type { ProblemList } from "./problems.js";
import type { Project } from "./project.js";
import type { ReuseText } from "./read/read-files.js";
import type { Inputs, Resolver } from "./read/read-program.js";
import { type ReadSources, readSources } from "./read/read-sources.js";
import type { SecondThread } from "./second-thread.js";
import { type SourceText, startOf } from "./source.js";

/** What became of a project's sources; there is something to write only where nothing is wrong. */
export interface Compilation {
  readonly actions: readonly ActionModel[];
  /** What git keeps; the whole generation has it, too, where that was wanted. */
  readonly committed: CommittedFiles | undefined;
  readonly generation: Generation | undefined;
  /** The project's own files, as they were read. */
  readonly files: readonly SourceText[];
  /** What it was made from, besides the project's own files and its configuration. */
  readonly inputs: Inputs;
}

/** What makes it faster, what it is compared with, and who looks on; the result is the same. */
export interface CompileOptions {
  readonly resolver?: Resolver;
  /** Whether what git keeps is all that is wanted. */
  readonly committedOnly?: boolean;
  readonly cache?: CodegenCache;
  /** Gives the texts of sources that were read before. */
  readonly reuse?: ReuseText | undefined;
  readonly observer?: Observer;
  /** Who does a part of the work meanwhile. */
  readonly second?: SecondThread | undefined;
}

/** Readers turn source into action models; checks judge them; emitters turn them into files. */
export async function compile(
  project: Project,
  problems: ProblemList,
  { resolver = "light", committedOnly = false, cache, reuse, observer = nobody, second }: CompileOptions = {},
): Promise<Compilation> {
  const settings = { resolver, cache, reuse, observer, second };
  const read = await observer.timed("read", () => readSources(project, problems, settings));
  const { sources, inputs, keep } = read;
  const compiling = observer.timed("compile", () => compileModules(sources.modules, project, { problems, cache }));
  observer.timed("check", () => checkSources(sources, project, problems));
  const modules = await compiling;
  const elsewhere = { names: validatorNames(read), codes: second?.validators ?? noCodes };
  const emit = async (): Promise<Pick<Compilation, "committed" | "generation">> => {
    if (problems.hasErrors) return { committed: undefined, generation: undefined };
    const of = emitted(sources, modules, project);
    if (committedOnly) return { committed: emitCommitted(of), generation: undefined };
    const generation = await emitAll(of, { cache, observer, elsewhere });
    return { committed: generation, generation };
  };
  const emittedFiles = await observer.timed("emit", emit);
  observer.timed("remember", () => keep(problems));
  return { actions: sources.actions, ...emittedFiles, files: sources.files, inputs: inputs() };
}

const noCodes = async (): Promise<ReadonlyMap<string, string>> => new Map();

/** The validators of what somebody else has read, which compiles them too. */
function validatorNames({ sources, elsewhere }: ReadSources): ReadonlySet<string> {
  const theirs = sources.actions.filter(({ run }) => {
    return run.kind === "function" && elsewhere.has(run.module.replace(/\.js$/, ".ts"));
  });
  return new Set(theirs.flatMap(({ input, output }) => [validatorName(input), validatorName(output)]));
}

/** Reads and checks a project's sources, and generates nothing. */
export async function judgeSources(project: Project, problems: ProblemList): Promise<void> {
  const { sources } = await readSources(project, problems, { resolver: "light", cache: undefined, observer: nobody });
  checkSources(sources, project, problems);
}

function checkSources(sources: Sources, project: Project, problems: ProblemList): void {
  checkKeys(sources.actions, problems);
  checkSecrets(sources.secrets, problems);
  checkImports(sources, problems);
  if (!problems.hasErrors) checkValues(sources.values, problems);
  if (sources.actions.length === 0 && !problems.hasErrors) {
    problems.report("ACT107", startOf({ file: project.actions, text: "" }), project.actions);
  }
}
