import type { JsonSchema } from "../../runtime/contract/json.js";
import { compileValidator } from "./compile-validator.js";
import { type ModuleText, type TransformedModule, transformModule } from "./transform-module.js";

/** What can be compiled of a file as soon as it has been read, whatever stands in the others; plain data. */
export interface Work {
  /** The schemas as JSON, by the names of their validators. */
  readonly schemas: readonly (readonly [name: string, schema: string])[];
  readonly module: ModuleText | undefined;
}

/** Compiles what it is given, piece by piece. */
export interface CompilerAhead {
  readonly take: (work: Work) => void;
  /** The code of the validators, by name. */
  readonly validators: () => ReadonlyMap<string, string>;
  /** The compiled modules, by name, without those that JavaScript refuses: whoever wants one finds out again why. */
  readonly modules: () => Promise<ReadonlyMap<string, TransformedModule>>;
}

/** Who compiles at once what it takes. */
export function createCompilerAhead(): CompilerAhead {
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
