import { posix } from "node:path";
import { type BuildFailure, type BuildResult, build, type Location, type Plugin } from "esbuild";
import type { BuiltModule } from "../../runtime/contract/build.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../generation.js";
import type { ModuleModel } from "../model.js";
import type { ProblemList } from "../problems.js";
import type { Span } from "../source.js";
import { sha256, shortHash } from "./hash.js";

/** Stands in compiled code for a specifier that is known only once everything is hashed. */
const marker = "actionary-import:";

/** One module, compiled, with markers for its imports and without its source map: what decides what it does. */
export interface CompiledModule {
  readonly module: ModuleModel;
  readonly code: string;
  readonly map: string;
}

/** Where the actions and the build lie, below the project's root. */
export interface Layout {
  readonly root: string;
  readonly actions: string;
  readonly out: string;
}

/**
 * Compiles every module by itself: not bundled, so that one edit costs one file. Reports what JavaScript refuses
 * though TypeScript parses it, and then gives nothing.
 */
export async function compileModules(
  modules: readonly ModuleModel[],
  layout: Layout,
  { problems, cache }: { readonly problems: ProblemList; readonly cache: CodegenCache | undefined },
): Promise<ReadonlyMap<string, CompiledModule>> {
  const known = new Map(
    modules.flatMap((module): readonly (readonly [string, Compiled])[] => {
      const found = cache?.find("module", factsOf(module)) as Compiled | undefined;
      return found ? [[module.name, found]] : [];
    }),
  );
  const missing = modules.filter((module) => !known.has(module.name));
  const compiled = await compileMissing(missing, layout, problems);
  if (compiled === undefined) return new Map();
  for (const module of missing) cache?.keep("module", factsOf(module), compiled.get(module.name));
  return new Map(
    modules.map((module) => {
      const result = known.get(module.name) ?? compiled.get(module.name);
      if (result === undefined) throw new Error(`${module.name} was not compiled`);
      return [module.name, { module, ...result }];
    }),
  );
}

type Compiled = Omit<CompiledModule, "module">;

/** What decides how a module is compiled. */
function factsOf({ name, source, imports }: ModuleModel): string {
  return JSON.stringify([name, source.text, imports.map(({ specifier, target }) => [specifier, target])]);
}

async function compileMissing(
  modules: readonly ModuleModel[],
  layout: Layout,
  problems: ProblemList,
): Promise<ReadonlyMap<string, Compiled> | undefined> {
  if (modules.length === 0) return new Map();
  const result = await runEsbuild(modules, layout).catch((failure: BuildFailure) => {
    if (!Array.isArray(failure.errors) || failure.errors.length === 0) throw failure;
    for (const { text, location } of failure.errors) {
      const module = modules.find(({ source }) => source.file === location?.file);
      if (!module || !location) throw failure;
      problems.report("ACT104", spanOf(module, location), `${text.replace(/[.:]$/, "")}.`);
    }
  });
  if (!result) return undefined;
  const outdir = outdirOf(layout);
  const files = new Map(result.outputFiles?.map((file) => [posix.relative(outdir, file.path), file.text]));
  return new Map(
    modules.map((module) => {
      const code = files.get(module.name);
      const map = files.get(`${module.name}.map`);
      if (code === undefined || map === undefined) throw new Error(`${module.name} was not compiled`);
      return [module.name, { code, map }];
    }),
  );
}

function outdirOf(layout: Layout): string {
  return posix.join(layout.root, layout.out, "build/modules");
}

function runEsbuild(modules: readonly ModuleModel[], layout: Layout): Promise<BuildResult> {
  const byPath = new Map(modules.map((module) => [posix.join(layout.root, module.source.file), module]));
  return build({
    entryPoints: [...byPath].map(([path, module]) => ({ in: path, out: module.name.replace(/\.js$/, "") })),
    absWorkingDir: layout.root,
    outdir: outdirOf(layout),
    outbase: posix.join(layout.root, layout.actions),
    bundle: true,
    treeShaking: false,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20.19",
    charset: "utf8",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    logLimit: 0,
    // The project's tsconfig must not change what is compiled: no decorators, no JSX, no class fields of another kind.
    tsconfigRaw: {},
    plugins: [modulePlugin(byPath)],
  });
}

/** The place of an esbuild message, which counts bytes of a line. */
function spanOf({ source }: ModuleModel, { line, column, length, lineText }: Location): Span {
  const bytes = Buffer.from(lineText);
  const before = bytes.subarray(0, column).toString().length;
  const marked = bytes.subarray(column, column + length).toString().length;
  let lineStart = 0;
  for (let count = 1; count < line; count++) lineStart = source.text.indexOf("\n", lineStart) + 1;
  return { source, start: lineStart + before, end: lineStart + before + marked };
}

function modulePlugin(byPath: ReadonlyMap<string, ModuleModel>): Plugin {
  return {
    name: "actionary",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point") return { path };
        const target = byPath.get(importer)?.imports.find((each) => each.specifier === path)?.target;
        if (target?.kind === "module") return { path: `${marker}${target.name}`, external: true };
        if (target?.kind === "sdk") return { path: `${marker}sdk`, external: true };
        return { path, external: true };
      });
      onLoad({ filter: /.*/ }, ({ path }) => {
        const module = byPath.get(path);
        return module ? { contents: module.source.text, loader: "ts" } : undefined;
      });
    },
  };
}

/** Compiled modules as files of the build: named after everything that they reach. */
export function emitModules(
  compiled: ReadonlyMap<string, CompiledModule>,
  sdkFile: string,
): { readonly artifacts: readonly Artifact[]; readonly modules: Readonly<Record<string, BuiltModule>> } {
  const fileOf = (name: string): string => {
    const reached = reachable(compiled, name).map((each) => `${each.module.name}\n${each.code}\n${each.map}`);
    return `modules/${name.replace(/\.js$/, "")}-${shortHash(sha256([sdkFile, ...reached].join("\n")))}.js`;
  };
  const files = new Map([...compiled.keys()].map((name) => [name, fileOf(name)]));
  const artifacts: Artifact[] = [];
  const modules: Record<string, BuiltModule> = {};
  for (const [name, { module, code, map }] of compiled) {
    const file = files.get(name) ?? "";
    const content = inlineMap(
      link(code, file, (target) => (target === "sdk" ? sdkFile : (files.get(target) ?? ""))),
      map,
    );
    artifacts.push({ path: `build/${file}`, content });
    modules[name] = { file, sha256: sha256(content), ...importsOf(module) };
  }
  return { artifacts, modules };
}

/** The modules that a module reaches, itself included, sorted by name: the same for all members of a cycle. */
export function reachable(compiled: ReadonlyMap<string, CompiledModule>, start: string): readonly CompiledModule[] {
  const seen = new Map<string, CompiledModule>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const found = compiled.get(name);
    if (found === undefined || seen.has(name)) continue;
    seen.set(name, found);
    queue.push(...importsOf(found.module).imports);
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, module]) => module);
}

function importsOf(module: ModuleModel): { readonly imports: readonly string[]; readonly packages: readonly string[] } {
  const targets = module.imports.map((each) => each.target);
  return {
    imports: distinct(targets.flatMap((target) => (target.kind === "module" ? [target.name] : []))),
    packages: distinct(targets.flatMap((target) => (target.kind === "package" ? [target.name] : []))),
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function link(code: string, file: string, fileOf: (target: string) => string): string {
  return code.replace(/"actionary-import:([^"]+)"/g, (_, target: string) => {
    const path = posix.relative(posix.dirname(file), fileOf(target));
    return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
  });
}

function inlineMap(code: string, map: string): string {
  const { version, sources, names, mappings } = JSON.parse(map) as Record<string, unknown>;
  const json = JSON.stringify({ version, sources, names, mappings });
  return `${code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString("base64")}\n`;
}
