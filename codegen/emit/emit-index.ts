import type * as Esbuild from "esbuild";
import type { Artifact } from "../model/artifacts.js";
import { loadPackage } from "../packages/load-package.js";
import { render } from "./render.js";

/** Emits `index.ts`, which re-exports its siblings. */
export function emitIndex(source: string): string {
  return render(import.meta.url, "index.hbs", { source });
}

/** Bundles `index.ts` and its siblings to `build/index.js`, one module that browsers can load. */
export async function bundleIndex(files: readonly Artifact[]): Promise<string> {
  const texts = new Map(files.map((file) => [`/${file.path.replace(/\.ts$/, ".js")}`, String(file.content)]));
  const { build } = loadPackage("esbuild") as typeof Esbuild;
  const result = await build({
    entryPoints: ["/index.js"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
    tsconfigRaw: {},
    plugins: [
      {
        name: "generated",
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /.*/ }, ({ path }) => ({ path: path.replace(/^\.\//, "/"), namespace: "generated" }));
          onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
            contents: texts.get(path) ?? "",
            loader: "ts",
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? "";
}
