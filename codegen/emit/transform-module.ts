import { transform } from "esbuild";

/** A module's TypeScript as esbuild gets it. */
export interface ModuleText {
  /** The module's name in the build. */
  readonly name: string;
  readonly text: string;
  /** Where the source lies, seen from the compiled file. */
  readonly sourcefile: string;
}

/** JavaScript and its source map, as JSON. */
export interface TransformedModule {
  readonly code: string;
  readonly map: string;
}

/**
 * Compiles one module by itself.
 *
 * @throws TransformFailure when JavaScript refuses it.
 */
export async function transformModule({ text, sourcefile }: ModuleText): Promise<TransformedModule> {
  const { code, map } = await transform(text, {
    sourcefile,
    loader: "ts",
    format: "esm",
    platform: "node",
    target: "node20.19",
    charset: "utf8",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    logLimit: 0,
    // They throw whenever they run.
    logOverride: { "assign-to-constant": "error", "assign-to-import": "error" },
    // The project's tsconfig must not change what is compiled: no decorators, no JSX, no class fields of another kind.
    tsconfigRaw: {},
  });
  return { code, map };
}
