import type { CodegenCache } from "./cache/codegen-cache.js";
import { checkImports } from "./check/check-imports.js";
import { checkKeys } from "./check/check-keys.js";
import { checkSecrets } from "./check/check-secrets.js";
import { checkValues } from "./check/check-values.js";
import { emitAll } from "./emit/emit-all.js";
import { compileModules } from "./emit/emit-modules.js";
import type { Generation } from "./generation.js";
import type { ActionModel, Sources } from "./model.js";
import { nobody, type Observer } from "./observer.js";
import type { ProblemList } from "./problems.js";
import type { Project } from "./project.js";
import type { Inputs, Resolver } from "./read/read-program.js";
import { readSources } from "./read/read-sources.js";
import { type SourceText, startOf } from "./source.js";

/** What became of a project's sources; there is something to write only where nothing is wrong. */
export interface Compilation {
  readonly actions: readonly ActionModel[];
  readonly generation: Generation | undefined;
  /** The project's own files, as they were read. */
  readonly files: readonly SourceText[];
  /** What it was made from, besides the project's own files and its configuration. */
  readonly inputs: Inputs;
}

/** What makes it faster, what it is compared with, and who looks on; the result is the same. */
export interface CompileOptions {
  readonly resolver?: Resolver;
  readonly cache?: CodegenCache;
  readonly observer?: Observer;
}

/** Readers turn source into action models; checks judge them; emitters turn them into files. */
export async function compile(
  project: Project,
  problems: ProblemList,
  { resolver = "light", cache, observer = nobody }: CompileOptions = {},
): Promise<Compilation> {
  const settings = { resolver, cache, observer };
  const { sources, inputs, keep } = observer.timed("read", () => readSources(project, problems, settings));
  const compiling = observer.timed("compile", () => compileModules(sources.modules, project, { problems, cache }));
  observer.timed("check", () => checkSources(sources, project, problems));
  const modules = await compiling;
  const emit = (): Promise<Generation> => emitAll(sources, modules, { project, cache, observer });
  const generation = problems.hasErrors ? undefined : await observer.timed("emit", emit);
  observer.timed("remember", () => keep(problems));
  return { actions: sources.actions, generation, files: sources.files, inputs: inputs() };
}

/** Reads and checks a project's sources, and generates nothing. */
export function judgeSources(project: Project, problems: ProblemList): void {
  const { sources } = readSources(project, problems, { resolver: "light", cache: undefined, observer: nobody });
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
