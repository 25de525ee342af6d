import { readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plan } from "../backend/action-plan.js";
import { ActionError } from "../contract/action-error.js";
import type { BuiltAction, BuiltModule, CurrentBuild } from "../contract/build.js";

/** A build as it was when the runtime was created. */
export interface Build {
  /** The absolute path of the folder that its files are in, without links. */
  readonly folder: string;
  readonly current: CurrentBuild;
}

const remedy = "Run `npm run codegen` (in other projects `npx actionary codegen`).";

/** Reads the build of a `generated` folder. Throws `NOT_BUILT` if there is none, or not a whole one of this version. */
export function readBuild(generated: string): Build {
  const folder = resolve(generated, "build");
  const file = join(folder, "current.json");
  const current = parse(readText(file), file);
  return { folder: realpathSync(folder), current };
}

/** The error of a runtime, or of a call, that cannot run for want of a build. */
export function notBuilt(message: string, action = ""): ActionError {
  return new ActionError({ code: "NOT_BUILT", action, message });
}

/** How a lane calls an action. */
export function planOf({ current }: Build, key: string, action: BuiltAction): Plan {
  const { module, export: name, parameters, flattened } = action.run;
  const modules = withImports(current.modules, module);
  const output = current.validators[action.output];
  const [main] = modules;
  if (!main || !output) throw notBuilt(`The build lacks files of \`${key}\`. ${remedy}`, key);
  return {
    key,
    requirements: action.secrets,
    module: main.file,
    export: name,
    parameters,
    flattened,
    ...(action.wire === undefined ? {} : { wire: action.wire }),
    ...(action.permissions.length === 0 ? {} : { permissions: action.permissions }),
    output,
    files: [...modules.map(({ file, sha256 }) => ({ file, sha256 })), current.sdk],
  };
}

/** A module and all that it imports, itself first. */
function withImports(modules: CurrentBuild["modules"], name: string): readonly BuiltModule[] {
  const names = new Set([name]);
  for (const each of names) for (const imported of modules[each]?.imports ?? []) names.add(imported);
  return [...names].flatMap((each) => modules[each] ?? []);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw notBuilt(`There is no build: ${file} does not exist. ${remedy}`);
    throw notBuilt(`The build cannot be read: ${file} (${code}).`);
  }
}

function parse(text: string, file: string): CurrentBuild {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw notBuilt(`The build is damaged: ${file} is not whole. ${remedy}`);
  }
  if (!isObject(found) || !parts.every((part) => isObject(found[part]))) {
    throw notBuilt(`The build is damaged: ${file} lacks parts. ${remedy}`);
  }
  if (found.version !== 1) throw notBuilt(`${file} is of version ${String(found.version)}, not 1. ${remedy}`);
  return found as unknown as CurrentBuild;
}

const parts = ["sdk", "modules", "validators", "actions", "secrets", "packages"];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
