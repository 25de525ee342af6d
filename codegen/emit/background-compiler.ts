import type { JsonSchema } from "../../runtime/contract/json.js";
import { compileValidator } from "./compile-validator.js";
import { type ModuleText, type TransformedModule, transformModule } from "./transform-module.js";

/** Parts of a file that can be compiled as soon as it has been read, whatever the other files hold; plain data. */
export interface CompileWork {
  /** Schemas as JSON, by the names of their validators. */
  readonly schemas: readonly (readonly [name: string, schema: string])[];
  readonly module: ModuleText | undefined;
}

/** Compiles work piece by piece. */
export interface BackgroundCompiler {
  readonly take: (work: CompileWork) => void;
  /** Code of the validators, by name. */
  readonly validators: () => ReadonlyMap<string, string>;
  /** Compiled modules by name, without those that JavaScript refuses: the first thread compiles these again and reports why. */
  readonly modules: () => Promise<ReadonlyMap<string, TransformedModule>>;
}

/** Creates a compiler that starts on each piece at once. */
export function createBackgroundCompiler(): BackgroundCompiler {
  const validators = new Map<string, string>();
  const modules = new Map<string, Promise<TransformedModule | undefined>>();
  return {
    take: ({ schemas, module }) => {
      if (module)
        modules.set(
          module.name,
          transformModule(module).catch(() => undefined),
        );
      for (const [name, schema] of schemas) {
        if (!validators.has(name)) validators.set(name, compileValidator(JSON.parse(schema) as JsonSchema));
      }
    },
    validators: () => validators,
    modules: async () => {
      const settled = await Promise.all([...modules].map(async ([name, module]) => [name, await module] as const));
      return new Map(settled.flatMap(([name, module]) => (module ? [[name, module]] : [])));
    },
  };
}
