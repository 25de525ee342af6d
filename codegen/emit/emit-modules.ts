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
import type { ModuleCode } from "./module-code.js";
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
    return namedFileOf(module, { reached: reachable(compiled, target), sdkFile, cache }).file;
  };
  const names = [...compiled.keys()];
  const make = (reached: Reached, index: number): EmittedModule => {
    const module = compiled.get(names[index] ?? "");
    if (module === undefined) throw new Error(`${names[index]} was not compiled`);
    return emitModule(module, { named: namedFileOf(module, { reached, sdkFile, cache }), fileOf }, cache);
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
  { module, code }: CompiledModule,
  { named, fileOf }: { readonly named: NamedFile; readonly fileOf: (target: string) => string },
  cache: CodegenCache | undefined,
): EmittedModule {
  if (module.bytes === undefined) return moduleFile(module, { named, code, fileOf }, cache);
  const { file } = named;
  return {
    artifact: { path: `build/${file}`, content: module.bytes, sha256: code.text },
    built: { file, sha256: code.text, imports: [], packages: [] },
  };
}

/** A module's file. Its name changes with the code of every module that it reaches. */
interface NamedFile {
  readonly file: string;
  /** All that decides the name, and so the content. */
  readonly facts: string;
  /** The sha256 of the content, where an earlier run has printed it. */
  readonly sha256?: string;
}

/** Facts that decide the name of a module's file, and the cache of such names. */
interface NamingFacts {
  readonly reached: Reached;
  readonly sdkFile: string;
  readonly cache: CodegenCache | undefined;
}

/** File names that earlier runs of this process have made, by source. */
const fileNames = new WeakMap<
  SourceText,
  { readonly sdk: string; readonly reached: Reached; readonly named: NamedFile }
>();
/** Files that earlier runs of this process have printed, by source. */
const printedModules = new WeakMap<SourceText, PrintedModule>();

function namedFileOf(compiled: CompiledModule, { reached, sdkFile, cache }: NamingFacts): NamedFile {
  const { name, source } = compiled.module;
  const known = fileNames.get(source);
  if (known !== undefined && known.sdk === sdkFile && isSameReach(known.reached, reached)) return known.named;
  const facts = JSON.stringify([name, sdkFile, reached.map(({ module, code }) => [module.name, code.id])]);
  const kept = cache?.find("file", facts) as KeptFile | undefined;
  const named = kept ? { file: kept[0], sha256: kept[1], facts } : { file: fileNameOf(name, reached, sdkFile), facts };
  fileNames.set(source, { sdk: sdkFile, reached, named });
  return named;
}

/** A file as the cache keeps it. */
type KeptFile = readonly [file: string, sha256: string];

function fileNameOf(name: string, reached: Reached, sdk: string): string {
  const facts = reached.map(({ module, code }) => `${module.name}\n${code.text}\n${code.map}`);
  const hash = shortHash(sha256([sdk, ...facts].join("\n")));
  return `${stemInBuild(name)}-${hash}${name.startsWith("asset:") ? posix.extname(name) : ".js"}`;
}

function isSameReach(before: Reached, now: Reached): boolean {
  if (before === now) return true;
  return (
    before.length === now.length &&
    before.every(({ module, code }, index) => {
      const other = now[index];
      return module.name === other?.module.name && code.id === other.code.id;
    })
  );
}

/** A module's file, with the parts that it was made from. */
interface PrintedModule extends EmittedModule {
  readonly file: string;
  readonly codeId: string;
}

/** A module's code, the file that it goes into, and the files of the modules that it imports. */
interface LinkedCode {
  readonly named: NamedFile;
  readonly code: ModuleCode;
  readonly fileOf: (target: string) => string;
}

/** Makes the file of a module; prints it only where the build does not have it. */
function moduleFile(
  module: ModuleModel,
  { named, code, fileOf }: LinkedCode,
  cache: CodegenCache | undefined,
): PrintedModule {
  const { file, facts } = named;
  const known = printedModules.get(module.source);
  const names = importNames(module);
  const isKnown = known !== undefined && known.file === file && known.codeId === code.id;
  if (isKnown && hasSameImports(known.built, names)) return known;
  const print = once(() => inlineMap(linkImports(code.text, file, fileOf), code.map));
  const hash = named.sha256 ?? sha256(print());
  if (named.sha256 === undefined) cache?.keep("file", facts, [file, hash] satisfies KeptFile);
  const artifact = lazyArtifact(`build/${file}`, hash, print);
  const made = { file, codeId: code.id, artifact, built: { file, sha256: hash, ...names } };
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
