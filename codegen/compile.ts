import type { CodegenCache } from "./cache/codegen-cache.js";
import { checkGrantedPaths } from "./check/check-granted-paths.js";
import { checkImports } from "./check/check-imports.js";
import { checkKeys } from "./check/check-keys.js";
import { checkPermissions } from "./check/check-permissions.js";
import { checkSecrets } from "./check/check-secrets.js";
import { checkValues } from "./check/check-values.js";
import { checkVerifies } from "./check/check-verifies.js";
import { compileModules } from "./emit/compile-modules.js";
import { emitAll, emitCommitted, emitInput } from "./emit/emit-all.js";
import type { CommittedFiles, Generation } from "./model/artifacts.js";
import type { ActionModel, Sources } from "./model/models.js";
import type { Project } from "./model/project.js";
import { type SourceText, startOf } from "./model/source-text.js";
import type { ProgramInputs, Resolver } from "./read/program/read-program.js";
import type { EarlierSources } from "./read/project/read-files.js";
import { readSources } from "./read/read-sources.js";
import { noopObserver, type Observer } from "./report/observer.js";
import type { ProblemList } from "./report/problems.js";

/** Generated files; both are undefined when the sources have errors. */
interface EmittedFiles {
  /** The files that git keeps. */
  readonly committed: CommittedFiles | undefined;
  /** All files; undefined also when only the committed ones were wanted. */
  readonly generation: Generation | undefined;
}

/** Result of compiling a project. */
export interface Compilation extends EmittedFiles {
  readonly actions: readonly ActionModel[];
  /** The project's own files, as they were read. */
  readonly files: readonly SourceText[];
  /** Other files that the result depends on, besides the project's configuration. */
  readonly inputs: ProgramInputs;
}

/** Settings that change how fast a project is compiled and how much is generated, but not what. */
export interface CompileOptions {
  readonly resolver?: Resolver;
  /** True to generate only the files that git keeps. */
  readonly committedOnly?: boolean;
  readonly cache?: CodegenCache | undefined;
  /** Sources that an earlier run of this process has listed and read. */
  readonly earlier?: EarlierSources | undefined;
  readonly observer?: Observer;
  /** Called before TypeScript is loaded, which happens only when there is a file to read. */
  readonly onLoad?: (() => void) | undefined;
}

/** Readers turn source into action models; checks judge them; emitters turn them into files. */
export async function compile(
  project: Project,
  problems: ProblemList,
  { resolver = "light", committedOnly = false, observer = noopObserver, ...options }: CompileOptions = {},
): Promise<Compilation> {
  const { cache, earlier, onLoad } = options;
  const { sources, inputs, keep } = await observer.timed("read", () =>
    readSources(project, problems, { resolver, cache, earlier, observer, onLoad }),
  );
  // Modules compile in esbuild's threads while the checks run in this one.
  const compiling = observer.timed("compile", () => compileModules(sources.modules, project, { problems, cache }));
  const areValuesChecked = observer.timed("check", () => checkSources(sources, project, problems));
  const compiled = await compiling;
  const emitted = await observer.timed("emit", async () => {
    if (problems.hasErrors) return { committed: undefined, generation: undefined };
    const input = emitInput(sources, compiled, { project, cache });
    if (committedOnly) return { committed: emitCommitted(input, cache), generation: undefined };
    const generation = await emitAll(input, { cache, observer });
    return { committed: generation, generation };
  });
  observer.timed("remember", () => keep({ areValuesChecked, problems: problems.sorted() }));
  return { actions: sources.actions, ...emitted, files: sources.files, inputs: inputs() };
}

/** Reads and checks a project's sources, and generates nothing. */
export async function judgeSources(project: Project, problems: ProblemList): Promise<void> {
  const settings = { resolver: "light", cache: undefined, observer: noopObserver } as const;
  const { sources } = await readSources(project, problems, settings);
  checkSources(sources, project, problems);
}

/**
 * Reports what the files say of each other; each file by itself was judged when it was read. Returns whether defaults and
 * examples were checked, which needs sources without errors.
 */
function checkSources(sources: Sources, project: Project, problems: ProblemList): boolean {
  checkKeys(sources.actions, problems);
  checkSecrets(sources.secrets, problems);
  checkVerifies(sources.actions, problems);
  checkImports(sources, problems);
  checkPermissions(sources, problems);
  checkGrantedPaths(sources.actions, project, problems);
  const areValuesChecked = !problems.hasErrors;
  if (areValuesChecked) checkValues(sources.values, problems);
  if (sources.actions.length === 0 && !problems.hasErrors) {
    problems.report("ACT107", startOf({ file: project.actions, text: "" }), project.actions);
  }
  return areValuesChecked;
}
