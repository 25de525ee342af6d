import { posix } from "node:path";
import type { BuiltModule } from "../../runtime/contract/build.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { Artifact } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import { sha256, shortHash } from "../model/hash.js";
import type { ModuleModel } from "../model/models.js";
import type { SourceText } from "../model/source-text.js";
import { type CompiledModule, importMarker, stemInBuild } from "./compile-modules.js";
import { lazyArtifact } from "./lazy-artifact.js";
import { Members } from "./print-json.js";
import { type ImportNames, importNames, type Reached, reachable } from "./reached-modules.js";

/** The file of the SDK, and what earlier runs have made. */
export interface ModuleFileSettings {
  readonly sdkFile: string;
  readonly cache: CodegenCache | undefined;
}

/** Files of the modules, and what `build/current.json` tells of them. */
export interface EmittedModules {
  readonly artifacts: readonly Artifact[];
  readonly modules: Members<BuiltModule>;
}

/** Emits the compiled modules as files of the build. */
export function emitModules(
  compiled: ReadonlyMap<string, CompiledModule>,
  { sdkFile, cache }: ModuleFileSettings,
): EmittedModules {
  const fileOf = (target: string): string => {
    const module = compiled.get(target);
    if (module === undefined) return target === "sdk" ? sdkFile : "";
    return fileNameOf(module, reachable(compiled, target), sdkFile);
  };
  const names = [...compiled.keys()];
  const make = (reached: Reached, index: number): EmittedModule => {
    const module = compiled.get(names[index] ?? "");
    if (module === undefined) throw new Error(`${names[index]} was not compiled`);
    return emitModule(module, { file: fileNameOf(module, reached, sdkFile), fileOf }, cache);
  };
  const reached = names.map((name) => reachable(compiled, name));
  const made = emittedModules.map(reached, make, { facts: [sdkFile], beside: names });
  return {
    artifacts: moduleArtifacts.map(made, ({ artifact }) => artifact),
    modules: new Members(
      names,
      builtModules.map(made, ({ built }) => built),
    ),
  };
}

/** A module's file, and what `build/current.json` tells of it. */
interface EmittedModule {
  readonly artifact: Artifact;
  readonly built: BuiltModule;
}

/** The last modules of this process, by the lists of those that they reach, which decide all of them. */
const emittedModules = new ChangingList<Reached, EmittedModule>();
const moduleArtifacts = new ChangingList<EmittedModule, Artifact>();
const builtModules = new ChangingList<EmittedModule, BuiltModule>();

function emitModule(
  { module, code, map }: CompiledModule,
  { file, fileOf }: { readonly file: string; readonly fileOf: (target: string) => string },
  cache: CodegenCache | undefined,
): EmittedModule {
  if (module.bytes === undefined) return moduleFile(module, { file, code, map, fileOf }, cache);
  return {
    artifact: { path: `build/${file}`, content: module.bytes, sha256: code },
    built: { file, sha256: code, imports: [], packages: [] },
  };
}

/** File names that earlier runs of this process have made, by source. */
const fileNames = new WeakMap<SourceText, { readonly sdk: string; readonly reached: Reached; readonly file: string }>();
/** Files that earlier runs of this process have printed, by source. */
const printedModules = new WeakMap<SourceText, PrintedModule>();

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
  if (before === now) return true;
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
interface PrintedModule extends NamedModule, EmittedModule {}

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
