import type { JsonSchema } from "../../runtime/contract/json.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { FileReading } from "../model/file-reading.js";
import type { ModuleModel } from "../model/models.js";
import type { Project } from "../model/project.js";
import { moduleText } from "./compile-modules.js";
import { type CompiledInBackground, type CompileThread, noResults } from "./compile-thread.js";
import { type BackgroundValidators, validatorName } from "./emit-validators.js";

/** Compilation of files in a second thread while others are still being read. */
export interface BackgroundCompilation {
  /** Gives the thread what can be compiled of a file; undefined when there is no thread. */
  readonly onRead: ((reading: FileReading, module: ModuleModel | undefined) => void) | undefined;
  /** Returns the results, any of which may be missing. Nothing may be given to the thread after that. */
  readonly finish: () => BackgroundResults;
}

/** Results of the second thread. */
export interface BackgroundResults {
  readonly modules: CompiledInBackground["modules"];
  readonly validators: BackgroundValidators;
}

/** Compiles each file as soon as it has been read, in `thread` if there is one. */
export function compileWhileReading(
  project: Project,
  {
    thread,
    cache,
    committedOnly,
  }: {
    readonly thread: CompileThread | undefined;
    readonly cache: CodegenCache | undefined;
    readonly committedOnly: boolean;
  },
): BackgroundCompilation {
  const names = new Set<string>();
  const resultsOf = ({ modules, validators }: CompiledInBackground): BackgroundResults => ({
    modules,
    validators: { names, codes: validators },
  });
  if (thread === undefined) return { onRead: undefined, finish: () => resultsOf(noResults) };
  const newSchema = (schema: JsonSchema): readonly (readonly [name: string, schema: string])[] => {
    // The committed files hold no validators, and so need none of their names, each of which is the hash of a schema.
    if (committedOnly) return [];
    const name = validatorName(schema);
    if (names.has(name) || cache?.find("validator", name) !== undefined) return [];
    names.add(name);
    return [[name, JSON.stringify(schema)]];
  };
  return {
    onRead: ({ actions }, module) =>
      thread.take({
        schemas: actions.flatMap(({ model }) => [...newSchema(model.input), ...newSchema(model.output)]),
        module: module && moduleText(module, project),
      }),
    finish: () => resultsOf(thread.finish()),
  };
}
