import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { configurationFiles } from "../../../codegen/cache/fingerprint.js";
import type { CodegenReport } from "../../../codegen/codegen.js";
import type { Project } from "../../../codegen/model/project.js";
import type { BuiltAction, CurrentBuild } from "../../../runtime/contract/build.js";
import { modulesReached, packagesReached } from "../../../runtime/contract/lane-kind.js";
import { withImports } from "./source-files.js";

/** Reads the build of a project; undefined where there is none that can be read. */
function readCurrent({ root, out }: Project): CurrentBuild | undefined {
  try {
    return JSON.parse(readFileSync(join(root, out, "build/current.json"), "utf8")) as CurrentBuild;
  } catch {
    return undefined;
  }
}

/** Returns an action as it was built last; undefined where there is none. */
export function readBuiltAction(project: Project, key: string): BuiltAction | undefined {
  const { actions = {} } = readCurrent(project) ?? {};
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}

/** Returns the npm packages that an action reaches, as it was built last; undefined where there is no build of it. */
export function readReachedPackages(project: Project, key: string): readonly string[] | undefined {
  const current = readCurrent(project);
  const action = current && Object.hasOwn(current.actions, key) ? current.actions[key] : undefined;
  return current && action && packagesReached(current.modules, action.run.module);
}

/**
 * Tells whether an action was built from its files as they are now, so that it can run although other files have errors: its
 * own files and all that these import, types included, are without errors and older than the build, and so is the project's
 * configuration. A file whose time cannot be told counts as changed.
 */
export function isBuiltAsItIs(project: Project, key: string, { problems }: CodegenReport): boolean {
  const { root, out } = project;
  const current = readCurrent(project);
  const action = current && Object.hasOwn(current.actions, key) ? current.actions[key] : undefined;
  const builtAt = timeOf(join(root, out, "build/sources.json"));
  if (current === undefined || action === undefined || builtAt === undefined) return false;
  const sources = sourcesOf(join(root, out, "build"), current, action.run.module);
  if (sources === undefined) return false;
  const files = withImports(sources);
  const broken = problems.flatMap(({ severity, at }) => (severity === "error" ? [resolve(root, at.source.file)] : []));
  const isOlder = (file: string): boolean => (timeOf(file) ?? Number.POSITIVE_INFINITY) < builtAt;
  const settings = configurationFiles(project).map((file) => join(root, file));
  return (
    [...files].every((file) => !broken.includes(file) && isOlder(file)) &&
    settings.every((file) => timeOf(file) === undefined || isOlder(file))
  );
}

/** Time of the last change of a file's content, name or owner, in ms since 1970; undefined where there is none. */
function timeOf(file: string): number | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? undefined : Math.max(stats.mtimeMs, stats.ctimeMs);
}

/** Returns the sources of a module and of all that it imports, by their source maps; undefined where one has none. */
function sourcesOf(build: string, { modules }: CurrentBuild, name: string): readonly string[] | undefined {
  const sources = modulesReached(modules, name).map((each) => sourceOf(join(build, modules[each]?.file ?? "")));
  return sources.every((each) => each !== undefined) ? sources : undefined;
}

function sourceOf(compiled: string): string | undefined {
  try {
    const text = readFileSync(compiled, "utf8");
    const [, map = ""] = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(text) ?? [];
    const { sources } = JSON.parse(Buffer.from(map, "base64").toString()) as { readonly sources: readonly string[] };
    return sources.length === 1 ? resolve(dirname(compiled), sources[0] ?? "") : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the files with errors, from the working directory, for a sentence. */
export function brokenFiles({ diagnostics }: CodegenReport): readonly string[] {
  const files = diagnostics.flatMap(({ severity, file }) => (severity === "error" ? [file] : []));
  return [...new Set(files)].map((file) => relative(process.cwd(), resolve(file)));
}
