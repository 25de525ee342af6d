import type * as Esbuild from "esbuild";
import { loadPackage } from "../packages/load-package.js";

/** A module's TypeScript as esbuild takes it. */
export interface ModuleText {
  /** The module's name in the build. */
  readonly name: string;
  readonly text: string;
  /** Path of the source, relative to the compiled file. */
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
export async function transformModule({ name, text, sourcefile }: ModuleText): Promise<TransformedModule> {
  const { transform } = loadPackage("esbuild") as typeof Esbuild;
  const { code, map } = await transform(text, {
    sourcefile,
    loader: name.endsWith(".json") ? "json" : "ts",
    format: "esm",
    platform: "node",
    target: "node20.19",
    charset: "utf8",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    logLimit: 0,
    // Code that always throws.
    logOverride: { "assign-to-constant": "error", "assign-to-import": "error" },
    // The project's tsconfig must not change the output: no decorators, no JSX, no other kind of class fields.
    tsconfigRaw: {},
  });
  return { code, map };
}
