import { posix } from "node:path";
import type { BuiltModule } from "../../runtime/contract/build.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "../model/hash.js";
import type { ModuleModel } from "../model/models.js";
import type { SourceText } from "../model/source-text.js";
import { type CompiledModule, importMarker, stemInBuild } from "./compile-modules.js";
import { lazyArtifact } from "./lazy-artifact.js";

/** The file of the SDK, and what earlier runs have made. */
export interface ModuleFileSettings {
  readonly sdkFile: string;
  readonly cache: CodegenCache | undefined;
}

/** Emits the compiled modules as files of the build. */
export function emitModules(
  compiled: ReadonlyMap<string, CompiledModule>,
  { sdkFile, cache }: ModuleFileSettings,
): { readonly artifacts: readonly Artifact[]; readonly modules: Readonly<Record<string, BuiltModule>> } {
  const files = new Map(
    [...compiled].map(([name, module]) => [name, fileNameOf(module, reachable(compiled, name), sdkFile)]),
  );
  const artifacts: Artifact[] = [];
  const modules: Record<string, BuiltModule> = {};
  for (const [name, { module, code, map }] of compiled) {
    const file = files.get(name) ?? "";
    if (module.bytes) {
      artifacts.push({ path: `build/${file}`, content: module.bytes, sha256: code });
      modules[name] = { file, sha256: code, imports: [], packages: [] };
      continue;
    }
    const fileOf = (target: string): string => (target === "sdk" ? sdkFile : (files.get(target) ?? ""));
    const { artifact, built } = moduleFile(module, { file, code, map, fileOf }, cache);
    artifacts.push(artifact);
    modules[name] = built;
  }
  return { artifacts, modules };
}

/** File names that earlier runs of this process have made, by source. */
const fileNames = new WeakMap<SourceText, { readonly sdk: string; readonly reached: Reached; readonly file: string }>();
/** Files that earlier runs of this process have printed, by source. */
const printedModules = new WeakMap<SourceText, PrintedModule>();

type Reached = readonly CompiledModule[];

/** Returns the name of a module's file, which changes with the code of every module that it reaches. */
function fileNameOf({ module: { name, source } }: CompiledModule, reached: Reached, sdk: string): string {
  const known = fileNames.get(source);
  if (known !== undefined && known.sdk === sdk && isSameReach(known.reached, reached)) return known.file;
  const facts = reached.map((each) => `${each.module.name}\n${each.code}\n${each.map}`);
  const hash = shortHash(sha256([sdk, ...facts].join("\n")));
  const file = `${stemInBuild(name)}-${hash}${name.startsWith("asset:") ? posix.extname(name) : ".js"}`;
  fileNames.set(source, { sdk, reached, file });
  return file;
}

function isSameReach(before: Reached, now: Reached): boolean {
  return (
    before.length === now.length &&
    before.every(({ module, code, map }, index) => {
      const other = now[index];
      return module.name === other?.module.name && code === other.code && map === other.map;
    })
  );
}

/** A module's code, and the file that it goes into: its name follows from all that decides the content. */
interface NamedModule {
  readonly file: string;
  readonly code: string;
  readonly map: string;
}

/** A module's file, with the parts that it was made from. */
interface PrintedModule extends NamedModule {
  readonly artifact: Artifact;
  readonly built: BuiltModule;
}

/** Makes the file of a module; prints it only where the build does not have it. */
function moduleFile(
  module: ModuleModel,
  { fileOf, ...named }: NamedModule & { readonly fileOf: (target: string) => string },
  cache: CodegenCache | undefined,
): PrintedModule {
  const { file, code, map } = named;
  const known = printedModules.get(module.source);
  const names = importNames(module);
  const isKnown = known !== undefined && known.file === file && known.code === code && known.map === map;
  if (isKnown && hasSameImports(known.built, names)) return known;
  const print = once(() => inlineMap(linkImports(code, file, fileOf), map));
  const facts = `${file}\n${code.length}\n${code}\n${map}`;
  const kept = cache?.find("file", facts);
  const hash = typeof kept === "string" ? kept : sha256(print());
  if (kept === undefined) cache?.keep("file", facts, hash);
  const artifact = lazyArtifact(`build/${file}`, hash, print);
  const made = { ...named, artifact, built: { file, sha256: hash, ...names } };
  printedModules.set(module.source, made);
  return made;
}

function hasSameImports(built: ImportNames, { imports, packages }: ImportNames): boolean {
  if (built.imports === imports && built.packages === packages) return true;
  return JSON.stringify([built.imports, built.packages]) === JSON.stringify([imports, packages]);
}

/** Returns the modules that a module reaches, itself included, sorted by name: the same for all members of a cycle. */
export function reachable(compiled: ReadonlyMap<string, CompiledModule>, start: string): readonly CompiledModule[] {
  const known = reachedModules.get(compiled) ?? new Map<string, readonly CompiledModule[]>();
  reachedModules.set(compiled, known);
  const found = known.get(start) ?? follow(compiled, start);
  known.set(start, found);
  return found;
}

/** Reached modules by name, for each set of compiled modules: all actions of a file have the same. */
const reachedModules = new WeakMap<ReadonlyMap<string, CompiledModule>, Map<string, Reached>>();

function follow(compiled: ReadonlyMap<string, CompiledModule>, start: string): Reached {
  const seen = new Map<string, CompiledModule>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const found = compiled.get(name);
    if (found === undefined || seen.has(name)) continue;
    seen.set(name, found);
    queue.push(...importNames(found.module).imports);
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, module]) => module);
}

/** Names of the modules and packages that a module imports. */
type ImportNames = Pick<BuiltModule, "imports" | "packages">;

const importNamesByModule = new WeakMap<ModuleModel, ImportNames>();

function importNames(module: ModuleModel): ImportNames {
  const known = importNamesByModule.get(module);
  if (known) return known;
  const targets = module.imports.map((each) => each.target);
  const made = {
    imports: sortedUnique(
      targets.flatMap((target) => (target.kind === "module" || target.kind === "asset" ? [target.name] : [])),
    ),
    packages: sortedUnique(targets.flatMap((target) => (target.kind === "package" ? [target.name] : []))),
  };
  importNamesByModule.set(module, made);
  return made;
}

function sortedUnique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

const markedImports = new RegExp(`"${importMarker}([^"]+)"`, "g");

function linkImports(code: string, file: string, fileOf: (target: string) => string): string {
  return code.replace(markedImports, (_, target: string) => {
    const path = posix.relative(posix.dirname(file), fileOf(target));
    // Imports and `new URL` read addresses, in which these characters have a meaning.
    const address = path.replace(/[%?#\\]/g, encodeURIComponent);
    return JSON.stringify(address.startsWith(".") ? address : `./${address}`);
  });
}

function inlineMap(code: string, map: string): string {
  const { version, sources, names, mappings } = JSON.parse(map) as Record<string, unknown>;
  const json = JSON.stringify({ version, sources, names, mappings });
  return `${code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString("base64")}\n`;
}
