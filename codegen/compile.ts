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
import { readSources } from "./read/read-sources.js";
import { startOf } from "./source.js";

/** What became of a project's sources; there is something to write only where nothing is wrong. */
export interface Compilation {
  readonly actions: readonly ActionModel[];
  readonly generation: Generation | undefined;
}

/** Readers turn source into action models; checks judge them; emitters turn them into files. */
export async function compile(
  project: Project,
  problems: ProblemList,
  observer: Observer = nobody,
): Promise<Compilation> {
  const sources = observer.timed("read", () => readSources(project, problems, observer));
  const compiling = observer.timed("compile", () => compileModules(sources.modules, project, problems));
  observer.timed("check", () => checkSources(sources, project, problems));
  const modules = await compiling;
  const emit = (): Promise<Generation> => emitAll(sources, modules, { project, observer });
  const generation = problems.hasErrors ? undefined : await observer.timed("emit", emit);
  return { actions: sources.actions, generation };
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
