import { builtinModules } from "node:module";
import { posix } from "node:path";
import { moduleName, sdkPackage } from "../../model/action-file.js";
import { isDeclarationFile } from "../../model/declaration-file.js";
import type { ImportUse } from "../../model/import-use.js";
import type { ImportModel } from "../../model/models.js";
import type { Project } from "../../model/project.js";

type Target = ImportModel["target"];

/** The project, and the names of all modules below its actions folder. */
interface ModuleNames {
  readonly project: Project;
  readonly names: ReadonlySet<string>;
}

/** Returns the path from the actions folder of a file that is named by its path from the root. */
export function pathFromActions(file: string, { actions }: Pick<Project, "actions">): string {
  return posix.relative(actions, file);
}

/** Returns what an import of the file `path`, which is relative to the actions folder, leads to. */
export function targetOf(use: ImportUse, path: string, among: ModuleNames): Target {
  const { form, specifier } = use;
  if (form === "commonjs" || form === "folder" || form === "computed") return wrong("it does not work in a build");
  if (form === "url") return urlTarget(specifier, path, among);
  if (specifier === sdkPackage) return { kind: "sdk" };
  if (specifier.startsWith(`${sdkPackage}/`)) return wrong("actions import `actionary` alone");
  if (specifier.startsWith(".")) return relativeTarget(use, path, among);
  if (specifier.startsWith("/") || specifier.includes("://")) return wrong("it is an absolute address");
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return { kind: "node" };
  return namedTarget(use, among);
}

function wrong(reason: string): Target {
  return { kind: "wrong", reason };
}

function relativeTarget({ specifier, resolved }: ImportUse, path: string, among: ModuleNames): Target {
  const base = posix.join(posix.dirname(path), specifier);
  const own = moduleBeside(base, among);
  if (own !== undefined) return moduleTarget(own, among);
  if (resolved?.path !== undefined) return fileTarget(resolved.path, among);
  if (base.endsWith(".json")) return fileTarget(fromRoot(base, among), among);
  const ending = posix.extname(base);
  if (ending !== "" && !/^\.[mc]?[jt]sx?$/.test(ending)) return fileTarget(fromRoot(base, among), among);
  return wrong(
    base.startsWith("..")
      ? "no TypeScript file of that name is in the project"
      : "no TypeScript file of that name is below the actions folder",
  );
}

/** Returns the module below the actions folder that a path without or with an extension means. */
function moduleBeside(base: string, { names }: ModuleNames): string | undefined {
  const stem = base.replace(/\.[jt]s$/, "");
  const typed = moduleName(base);
  return [base, typed, `${stem}.js`, `${base}.js`, `${base}/index.js`].find((candidate) => names.has(candidate));
}

function moduleTarget(name: string, among: ModuleNames): Target {
  return { kind: "module", name, file: fromRoot(name.replace(/\.([mc]?)js$/, ".$1ts"), among) };
}

/** Returns what the name of a package or an alias leads to. */
function namedTarget({ specifier, resolved, replaced }: ImportUse, among: ModuleNames): Target {
  const [scope = "", part = ""] = specifier.split("/");
  const name = scope.startsWith("@") ? `${scope}/${part}` : scope;
  const asPackage: Target = { kind: "package", name };
  if (resolved?.isAlias !== true) {
    if (resolved?.path !== undefined) return fileTarget(resolved.path, among);
    const isRefusedByNode = specifier.endsWith(".json") && replaced === undefined;
    return isRefusedByNode ? wrong('Node loads JSON of a package only behind `with { type: "json" }`') : asPackage;
  }
  const { path } = resolved;
  const origin = specifier.startsWith("#") ? "`imports` in package.json" : "`paths` in tsconfig.json";
  if (path === undefined) return wrong(`it is no package, and ${origin} leads it to no file`);
  if (!isDeclarationFile(path) && !isInPackages(path)) return fileTarget(path, among);
  // The alias may say where to find the types of a package of the same name.
  if (among.project.packages.has(name) && !specifier.startsWith("#")) return asPackage;
  return wrong(`${origin} leads it to \`${path}\`, which is not compiled with the actions; name its package instead`);
}

/** Returns what an import of a file, by its path from the root, leads to. */
function fileTarget(file: string, among: ModuleNames): Target {
  const { out } = among.project;
  if (file.startsWith(`${out}/`)) return wrong(`\`${file}\` is generated from the actions`);
  if (!isInside(file, among.project)) return wrong(`\`${file}\` lies outside of the project and of its workspace`);
  if (isInPackages(file)) return wrong(`\`${file}\` is TypeScript in \`node_modules\`, which Node does not load`);
  if (/\.d\.[mc]?ts$/.test(file)) return wrong(`\`${file}\` holds types alone`);
  const name = pathFromActions(file, among.project);
  if (/\.[mc]?ts$/.test(file)) return { kind: "module", name: moduleName(name), file };
  if (file.endsWith(".json")) return { kind: "module", name, file };
  if (/\.[jt]sx$/.test(file)) return wrong(`\`${file}\` holds JSX, which is not compiled; write it as a \`.ts\` file`);
  if (/\.[mc]?js$/.test(file))
    return wrong(`\`${file}\` is JavaScript, and only TypeScript is compiled; rename it to \`.ts\``);
  const ending = posix.extname(file);
  return wrong(`a \`${ending}\` file holds no module; read it with \`new URL("./file${ending}", import.meta.url)\``);
}

/** Returns what `new URL(specifier, import.meta.url)` leads to: a module, or a file that travels with the build. */
function urlTarget(specifier: string, path: string, among: ModuleNames): Target {
  const [written = ""] = specifier.split(/[?#]/);
  if (written !== specifier) return wrong("its file's name is followed by `?` or `#`");
  let decoded: string;
  try {
    decoded = decodeURIComponent(written);
  } catch {
    return wrong("it is no address");
  }
  const base = posix.join(posix.dirname(path), decoded);
  const own = moduleBeside(base, among);
  if (own !== undefined) return moduleTarget(own, among);
  const file = fromRoot(base, among);
  if (file.startsWith(`${among.project.out}/`)) return wrong(`\`${file}\` is generated from the actions`);
  if (!isInside(file, among.project)) return wrong(`\`${file}\` lies outside of the project and of its workspace`);
  return { kind: "asset", name: `asset:${base}`, file };
}

function fromRoot(path: string, { project }: ModuleNames): string {
  return posix.join(project.actions, path);
}

function isInPackages(path: string): boolean {
  return path.split("/").includes("node_modules");
}

/** Tells whether a file lies in the project or in the workspace that the project is part of. */
function isInside(file: string, { root, workspace = root }: Project): boolean {
  const above = posix.relative(root, workspace);
  const path = posix.relative(workspace, posix.join(root, file));
  return above === "" ? !file.startsWith("../") : !path.startsWith("../");
}
