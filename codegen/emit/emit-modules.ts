import { posix } from "node:path";
import type { Location, TransformFailure } from "esbuild";
import type { BuiltModule } from "../../runtime/contract/build.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { digestOfText } from "../cache/digest.js";
import type { Artifact } from "../model/artifacts.js";
import type { ModuleModel } from "../model/models.js";
import type { SourceText, Span } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";
import { sha256, shortHash } from "./hash.js";
import { type ModuleText, type TransformedModule, transformModule } from "./transform-module.js";

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
  {
    problems,
    cache,
    ahead,
  }: {
    readonly problems: ProblemList;
    readonly cache: CodegenCache | undefined;
    /** Those that somebody else has compiled, by name. */
    readonly ahead?: Promise<ReadonlyMap<string, TransformedModule>> | undefined;
  },
): Promise<ReadonlyMap<string, CompiledModule>> {
  const known = new Map(
    modules.flatMap((module): readonly (readonly [string, Compiled])[] => {
      const found = cache?.find("module", factsOf(module)) as Compiled | undefined;
      return found ? [[module.name, found]] : [];
    }),
  );
  const missing = modules.filter((module) => !known.has(module.name));
  const given = (missing.length > 0 && (await ahead)) || new Map<string, TransformedModule>();
  const mine = missing.filter((module) => !given.has(module.name));
  const compiled = await compileMissing(mine, layout, problems);
  if (compiled === undefined) return new Map();
  const resultOf = ({ name }: ModuleModel): Compiled | undefined => given.get(name) ?? compiled.get(name);
  for (const module of missing) cache?.keep("module", factsOf(module), resultOf(module));
  return new Map(
    modules.map((module) => {
      const result = known.get(module.name) ?? resultOf(module);
      if (result === undefined) throw new Error(`${module.name} was not compiled`);
      return [module.name, { module, ...result }];
    }),
  );
}

type Compiled = Omit<CompiledModule, "module">;

/** What decides how a module is compiled. */
function factsOf(module: ModuleModel): string {
  const { name, source, imports } = module;
  const known =
    facts.get(module) ??
    JSON.stringify([name, digestOfText(source), imports.map(({ specifier, target }) => [specifier, target])]);
  facts.set(module, known);
  return known;
}

/** Models are data that nobody changes. */
const facts = new WeakMap<ModuleModel, string>();

async function compileMissing(
  modules: readonly ModuleModel[],
  layout: Layout,
  problems: ProblemList,
): Promise<ReadonlyMap<string, Compiled> | undefined> {
  // All at once: esbuild has threads of its own.
  const compiled = await Promise.all(modules.map((module) => compileOne(module, layout, problems)));
  const all = compiled.filter((each) => each !== undefined);
  return all.length < modules.length ? undefined : new Map(all);
}

async function compileOne(
  module: ModuleModel,
  layout: Layout,
  problems: ProblemList,
): Promise<readonly [name: string, compiled: Compiled] | undefined> {
  const { name } = module;
  const marked = markImports(module);
  try {
    return [name, await transformModule({ name, text: marked.text, sourcefile: sourcefileOf(module, layout) })];
  } catch (failure) {
    const { errors } = failure as Partial<TransformFailure>;
    if (!Array.isArray(errors) || errors.length === 0 || errors.some(({ location }) => !location)) throw failure;
    for (const { text, location } of errors as TransformFailure["errors"]) {
      if (location) problems.report("ACT104", spanOf(module, marked, location), `${text.replace(/[.:]$/, "")}.`);
    }
    return undefined;
  }
}

/** A module as it is compiled. */
export function moduleText(module: ModuleModel, layout: Layout): ModuleText {
  return { name: module.name, text: markImports(module).text, sourcefile: sourcefileOf(module, layout) };
}

function sourcefileOf({ name, source }: ModuleModel, { out }: Layout): string {
  return posix.relative(posix.dirname(posix.join(out, "build/modules", name)), source.file);
}

/** A module's text with markers for its imports, and how far the text moved, in order: what stands behind `from` moved by `by`. */
interface MarkedText {
  readonly text: string;
  readonly moves: readonly { readonly from: number; readonly by: number }[];
}

/** Writes markers where imports name files and the SDK, whose places are known only once everything is hashed. */
function markImports({ source, imports }: ModuleModel): MarkedText {
  const parts: string[] = [];
  const moves: { readonly from: number; readonly by: number }[] = [];
  let end = 0;
  let moved = 0;
  for (const { at, target } of [...imports].sort((a, b) => a.at.start - b.at.start)) {
    if (target.kind !== "module" && target.kind !== "sdk") continue;
    const written = JSON.stringify(`${marker}${target.kind === "module" ? target.name : "sdk"}`);
    parts.push(source.text.slice(end, at.start), written);
    end = at.end;
    moved += written.length - (at.end - at.start);
    moves.push({ from: at.end + moved, by: moved });
  }
  return { text: [...parts, source.text.slice(end)].join(""), moves };
}

/** The place of an esbuild message, which counts bytes of a line of the marked text. */
function spanOf(
  { source }: ModuleModel,
  { text, moves }: MarkedText,
  { line, column, length, lineText }: Location,
): Span {
  const bytes = Buffer.from(lineText);
  const before = bytes.subarray(0, column).toString().length;
  const end = before + bytes.subarray(column, column + length).toString().length;
  let lineStart = 0;
  for (let count = 1; count < line; count++) lineStart = text.indexOf("\n", lineStart) + 1;
  const original = (offset: number): number => offset - (moves.findLast(({ from }) => from <= offset)?.by ?? 0);
  return { source, start: original(lineStart + before), end: original(lineStart + end) };
}

/** Compiled modules as files of the build: named after everything that they reach. */
export function emitModules(
  compiled: ReadonlyMap<string, CompiledModule>,
  sdkFile: string,
): { readonly artifacts: readonly Artifact[]; readonly modules: Readonly<Record<string, BuiltModule>> } {
  const files = new Map(
    [...compiled].map(([name, module]) => [name, fileOf(module, reachable(compiled, name), sdkFile)]),
  );
  const artifacts: Artifact[] = [];
  const modules: Record<string, BuiltModule> = {};
  for (const [name, { module, code, map }] of compiled) {
    const file = files.get(name) ?? "";
    const linked = link(code, file, (target) => (target === "sdk" ? sdkFile : (files.get(target) ?? "")));
    const { artifact, built } = print(module, { file, linked, map });
    artifacts.push(artifact);
    modules[name] = built;
  }
  return { artifacts, modules };
}

/** What earlier runs of this process have made of a file, as long as its text is the same. */
const filesOf = new WeakMap<SourceText, { readonly sdk: string; readonly reached: Reached; readonly file: string }>();
const printed = new WeakMap<SourceText, Printed>();

type Reached = readonly CompiledModule[];

/** The name of a module's file, which changes with everything that it reaches. */
function fileOf({ module: { name, source } }: CompiledModule, reached: Reached, sdk: string): string {
  const known = filesOf.get(source);
  if (known !== undefined && known.sdk === sdk && isSame(known.reached, reached)) return known.file;
  const facts = reached.map((each) => `${each.module.name}\n${each.code}\n${each.map}`);
  const file = `modules/${name.replace(/\.js$/, "")}-${shortHash(sha256([sdk, ...facts].join("\n")))}.js`;
  filesOf.set(source, { sdk, reached, file });
  return file;
}

function isSame(before: Reached, now: Reached): boolean {
  return (
    before.length === now.length &&
    before.every(({ module, code, map }, index) => {
      const other = now[index];
      return module.name === other?.module.name && code === other.code && map === other.map;
    })
  );
}

/** A module that names the files which it imports. */
interface Linked {
  readonly file: string;
  readonly linked: string;
  readonly map: string;
}

interface Printed extends Linked {
  readonly artifact: Artifact;
  readonly built: BuiltModule;
}

function print(module: ModuleModel, { file, linked, map }: Linked): Printed {
  const known = printed.get(module.source);
  const names = importsOf(module);
  const isKnown = known !== undefined && known.file === file && known.linked === linked && known.map === map;
  if (isKnown && isEqual(known.built, names)) return known;
  const content = inlineMap(linked, map);
  const hash = sha256(content);
  const artifact = { path: `build/${file}`, content, sha256: hash };
  const made = { file, linked, map, artifact, built: { file, sha256: hash, ...names } };
  printed.set(module.source, made);
  return made;
}

function isEqual(built: Imported, { imports, packages }: Imported): boolean {
  if (built.imports === imports && built.packages === packages) return true;
  return JSON.stringify([built.imports, built.packages]) === JSON.stringify([imports, packages]);
}

/** The modules that a module reaches, itself included, sorted by name: the same for all members of a cycle. */
export function reachable(compiled: ReadonlyMap<string, CompiledModule>, start: string): readonly CompiledModule[] {
  const known = reached.get(compiled) ?? new Map<string, readonly CompiledModule[]>();
  reached.set(compiled, known);
  const found = known.get(start) ?? follow(compiled, start);
  known.set(start, found);
  return found;
}

/** Every action of a file asks for the same. */
const reached = new WeakMap<ReadonlyMap<string, CompiledModule>, Map<string, Reached>>();

function follow(compiled: ReadonlyMap<string, CompiledModule>, start: string): Reached {
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

/** The names of the modules and packages that a module imports. */
type Imported = Pick<BuiltModule, "imports" | "packages">;

const imported = new WeakMap<ModuleModel, Imported>();

function importsOf(module: ModuleModel): Imported {
  const known = imported.get(module);
  if (known) return known;
  const targets = module.imports.map((each) => each.target);
  const made = {
    imports: distinct(targets.flatMap((target) => (target.kind === "module" ? [target.name] : []))),
    packages: distinct(targets.flatMap((target) => (target.kind === "package" ? [target.name] : []))),
  };
  imported.set(module, made);
  return made;
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
