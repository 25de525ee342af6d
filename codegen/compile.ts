import type { JsonSchema } from "../runtime/contract/json.js";
import type { CodegenCache } from "./cache/codegen-cache.js";
import { checkImports } from "./check/check-imports.js";
import { checkKeys } from "./check/check-keys.js";
import { checkSecrets } from "./check/check-secrets.js";
import { checkValues } from "./check/check-values.js";
import type { SecondThread } from "./emit/compile-thread.js";
import { emitAll, emitCommitted, emitted } from "./emit/emit-all.js";
import { compileModules, moduleText } from "./emit/emit-modules.js";
import { validatorName } from "./emit/emit-validators.js";
import type { CommittedFiles, Generation } from "./model/artifacts.js";
import type { ActionModel, Sources } from "./model/models.js";
import type { Project } from "./model/project.js";
import { type SourceText, startOf } from "./model/source-text.js";
import type { Inputs, Resolver } from "./read/program/read-program.js";
import type { ReuseText } from "./read/project/read-files.js";
import { readSources, type SourceSettings } from "./read/read-sources.js";
import { nobody, type Observer } from "./report/observer.js";
import type { ProblemList } from "./report/problems.js";

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
  readonly cache?: CodegenCache | undefined;
  /** Gives the texts of sources that were read before. */
  readonly reuse?: ReuseText | undefined;
  readonly observer?: Observer;
  /** Who does a part of the work meanwhile. */
  readonly second?: SecondThread | undefined;
  /** Called before TypeScript is loaded, which is done where there is a file to read. */
  readonly onLoad?: (() => void) | undefined;
}

/** Readers turn source into action models; checks judge them; emitters turn them into files. */
export async function compile(
  project: Project,
  problems: ProblemList,
  { resolver = "light", committedOnly = false, cache, reuse, observer = nobody, second, onLoad }: CompileOptions = {},
): Promise<Compilation> {
  const ahead = compileAhead(project, { committedOnly, cache, second });
  const settings = { resolver, cache, reuse, observer, onRead: ahead?.onRead, onLoad };
  const { sources, inputs, keep } = await observer.timed("read", () => readSources(project, problems, settings));
  const made = second?.finish();
  const compiling = observer.timed("compile", () =>
    compileModules(sources.modules, project, { problems, cache, ahead: made?.modules }),
  );
  observer.timed("check", () => checkSources(sources, project, problems));
  const modules = await compiling;
  const elsewhere = { names: ahead?.names ?? new Set<string>(), codes: async () => made?.validators ?? new Map() };
  const emit = async (): Promise<Pick<Compilation, "committed" | "generation">> => {
    if (problems.hasErrors) return { committed: undefined, generation: undefined };
    const of = emitted(sources, modules, project);
    if (committedOnly) return { committed: emitCommitted(of, cache), generation: undefined };
    const generation = await emitAll(of, { cache, observer, elsewhere });
    return { committed: generation, generation };
  };
  const emittedFiles = await observer.timed("emit", emit);
  observer.timed("remember", () => keep(problems));
  return { actions: sources.actions, ...emittedFiles, files: sources.files, inputs: inputs() };
}

/** Gives away what can be compiled of each file as soon as it has been read; `names` are those of its validators. */
function compileAhead(
  project: Project,
  {
    committedOnly,
    cache,
    second,
  }: {
    readonly committedOnly: boolean;
    readonly cache: CodegenCache | undefined;
    readonly second: SecondThread | undefined;
  },
): { readonly names: ReadonlySet<string>; readonly onRead: SourceSettings["onRead"] } | undefined {
  if (second === undefined) return undefined;
  const names = new Set<string>();
  const schemaOf = (schema: JsonSchema): readonly (readonly [string, string])[] => {
    // What git keeps holds no validators, and so needs none of their names, each of which is the hash of a schema.
    if (committedOnly) return [];
    const name = validatorName(schema);
    if (names.has(name) || cache?.find("validator", name) !== undefined) return [];
    names.add(name);
    return [[name, JSON.stringify(schema)]];
  };
  return {
    names,
    onRead: ({ actions }, module) =>
      second.take({
        schemas: actions.flatMap(({ model }) => [...schemaOf(model.input), ...schemaOf(model.output)]),
        module: module && moduleText(module, project),
      }),
  };
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
