import { builtinModules } from "node:module";
import { posix } from "node:path";
import { type ActionFile, sdkPackage } from "../../model/action-file.js";
import type { FileReading } from "../../model/file-reading.js";
import type { ImportModel, ModuleModel } from "../../model/models.js";

const moduleName = (path: string): string => path.replace(/\.ts$/, ".js");

/** Returns the modules of the listed files and of all that they import, directly or not. */
export function linkModules(files: readonly ActionFile[], readings: readonly FileReading[]): readonly ModuleModel[] {
  const linkModule = moduleLinker(files);
  const all = new Map(readings.flatMap((reading) => linkModule(reading) ?? []).map((module) => [module.name, module]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { target } of all.get(name)?.imports ?? []) if (target.kind === "module") visit(target.name);
  };
  for (const file of files) if (file.listed) visit(moduleName(file.path));
  return [...all.values()].filter((module) => reached.has(module.name));
}

/** Returns a function that makes the module of a reading; undefined for a reading of none of the files. */
export function moduleLinker(files: readonly ActionFile[]): (reading: FileReading) => ModuleModel | undefined {
  const { names, made } = modulesAmong(files.map((file) => moduleName(file.path)));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (reading) => {
    const { path, imports } = reading;
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    const known = made.get(reading);
    if (known?.source === file.source) return known;
    const linked = imports.map((each): ImportModel => ({ ...each, target: targetOf(each.specifier, path, names) }));
    const module = { name: moduleName(path), source: file.source, imports: linked };
    made.set(reading, module);
    return module;
  };
}

/** Modules by their reading, valid while `names` are the names of all modules. */
interface LinkedModules {
  readonly names: ReadonlySet<string>;
  readonly made: WeakMap<FileReading, ModuleModel>;
}

/** Modules of the last run of this process: the next one mostly has the same. */
let last: LinkedModules = { names: new Set(), made: new WeakMap() };

function modulesAmong(names: readonly string[]): LinkedModules {
  const isSame = last.names.size === names.length && names.every((name) => last.names.has(name));
  if (!isSame) last = { names: new Set(names), made: new WeakMap() };
  return last;
}

function targetOf(specifier: string, path: string, modules: ReadonlySet<string>): ImportModel["target"] {
  if (specifier === sdkPackage) return { kind: "sdk" };
  if (specifier.startsWith(`${sdkPackage}/`)) return { kind: "wrong", reason: "actions import `actionary` alone" };
  if (specifier.startsWith(".")) return relativeTarget(specifier, path, modules);
  if (specifier.startsWith("/") || specifier.includes("://"))
    return { kind: "wrong", reason: "it is an absolute address" };
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return { kind: "node" };
  if (specifier.startsWith("#"))
    return { kind: "wrong", reason: "a service that runs the actions does not have this package's `imports`" };
  const [scope = "", name = ""] = specifier.split("/");
  return { kind: "package", name: scope.startsWith("@") ? `${scope}/${name}` : scope };
}

function relativeTarget(specifier: string, path: string, modules: ReadonlySet<string>): ImportModel["target"] {
  const base = posix.join(posix.dirname(path), specifier);
  if (base.startsWith("..")) return { kind: "wrong", reason: "it leaves the actions folder" };
  const stem = base.replace(/\.[jt]s$/, "");
  const name = [base, `${stem}.js`, `${base}.js`, `${base}/index.js`].find((candidate) => modules.has(candidate));
  return name === undefined
    ? { kind: "wrong", reason: "no TypeScript file of that name is below the actions folder" }
    : { kind: "module", name };
}
