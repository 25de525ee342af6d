import { readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ActionPlan } from "../backend/action-plan.js";
import { ActionError } from "../contract/action-error.js";
import type { BuiltAction, BuiltModule, CurrentBuild } from "../contract/build.js";
import { codegenCommand } from "../contract/command.js";
import { isJsonObject } from "../contract/json.js";
import { modulesReached } from "../contract/lane-kind.js";
import { checkTree } from "./check-tree.js";
import { BuildError } from "./verify.js";

/** A build as it was when it was read. */
export interface Build {
  /** Absolute path of its folder, without links. */
  readonly folder: string;
  readonly current: CurrentBuild;
}

const remedy = `Run \`${codegenCommand}\`.`;

/**
 * Reads the build of a `generated` folder. Throws `NOT_BUILT` unless there is a complete one of this version, with all of its
 * files and no others.
 */
export function readBuild(generated: string): Build {
  const folder = resolve(generated, "build");
  const file = join(folder, "current.json");
  for (let text = readCurrentText(file); ; ) {
    const build = { folder: realpathSync(folder), current: parseCurrent(text, file) };
    const fault = faultInTree(build);
    if (fault === undefined) return build;
    // A build that was made meanwhile has other files.
    const now = readCurrentText(file);
    if (now === text) throw notBuilt(fault);
    text = now;
  }
}

function faultInTree({ folder, current }: Build): string | undefined {
  try {
    checkTree(folder, current);
    return undefined;
  } catch (error) {
    if (error instanceof BuildError) return error.message;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return `The build in ${folder} is not whole. ${remedy}`;
    throw code === undefined ? error : notBuilt(`The build cannot be read: ${folder} (${code}).`);
  }
}

/** Returns the error of a runtime or a call that lacks a build. */
export function notBuilt(message: string, action = ""): ActionError {
  return new ActionError({ code: "NOT_BUILT", action, message });
}

/** Makes the plan by which a lane calls an action; `hosts` are those that it may contact, absent for any. */
export function makePlan(
  { current }: Build,
  key: string,
  { action, hosts }: { readonly action: BuiltAction; readonly hosts: readonly string[] | undefined },
): ActionPlan {
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
    ...(hosts === undefined ? {} : { hosts }),
    output,
    files: [...modules.map(({ file, sha256 }) => ({ file, sha256 })), current.sdk],
  };
}

/** Returns a module and all its imports, itself first. */
function withImports(modules: CurrentBuild["modules"], name: string): readonly BuiltModule[] {
  return modulesReached(modules, name).flatMap((each) => modules[each] ?? []);
}

function readCurrentText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw notBuilt(`There is no build: ${file} does not exist. ${remedy}`);
    throw notBuilt(`The build cannot be read: ${file} (${code}).`);
  }
}

function parseCurrent(text: string, file: string): CurrentBuild {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw notBuilt(`The build is damaged: ${file} is not whole. ${remedy}`);
  }
  if (!isJsonObject(found) || !parts.every((part) => isJsonObject(found[part]))) {
    throw notBuilt(`The build is damaged: ${file} lacks parts. ${remedy}`);
  }
  if (found.version !== 2) throw notBuilt(`${file} is of version ${String(found.version)}, not 2. ${remedy}`);
  return found as unknown as CurrentBuild;
}

const parts = ["sdk", "modules", "validators", "actions", "secrets", "packages"];
