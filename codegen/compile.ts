import { checkImports } from "./check/check-imports.js";
import { checkKeys } from "./check/check-keys.js";
import { checkSecrets } from "./check/check-secrets.js";
import { checkValues } from "./check/check-values.js";
import { emitAll } from "./emit/emit-all.js";
import { compileModules } from "./emit/emit-modules.js";
import type { Generation } from "./generation.js";
import type { ActionModel, Sources } from "./model.js";
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
export async function compile(project: Project, problems: ProblemList): Promise<Compilation> {
  const sources = readSources(project, problems);
  const compiling = compileModules(sources.modules, project, problems);
  checkSources(sources, project, problems);
  const modules = await compiling;
  const generation = problems.hasErrors ? undefined : await emitAll(sources, modules, project);
  return { actions: sources.actions, generation };
}

/** Reads and checks a project's sources, and generates nothing. */
export function judgeSources(project: Project, problems: ProblemList): void {
  checkSources(readSources(project, problems), project, problems);
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
