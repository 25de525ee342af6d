import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/** Mistake in a source file: `from`, which occurs exactly once, becomes `to`. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

type AnyAction = (...args: unknown[]) => unknown;

/** Compiles an action's file with its imports, with one mistake if asked to, and returns the function. */
export async function loadAction(file: string, name: string, mutation?: Mutation): Promise<AnyAction> {
  const { outputFiles } = await build({
    entryPoints: [resolve(file)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    conditions: ["source"],
    logLevel: "silent",
    plugins: mutation ? [mutating(mutation)] : [],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const module: Readonly<Record<string, AnyAction | undefined>> = await import(`data:text/javascript;base64,${code}`);
  const action = module[name];
  if (!action) throw new Error(`${file} exports no ${name}.`);
  return action;
}

function mutating({ file, from, to }: Mutation): Plugin {
  let isApplied = false;
  return {
    name: "mutating",
    setup(esbuild) {
      esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== resolve(file)) return null;
        const source = await readFile(path, "utf8");
        const parts = source.split(from);
        if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times \`${from}\`, not once.`);
        isApplied = true;
        return { contents: parts.join(to), loader: "ts" };
      });
      esbuild.onEnd(() => (isApplied ? {} : { errors: [{ text: `${file} is no part of what was compiled.` }] }));
    },
  };
}
