import { dirname } from "node:path/posix";
import { foldersAbove } from "../../../codegen/model/folders-above.js";
import type { Project } from "../../../codegen/model/project.js";

/** Files of a project that decide what is generated; paths are relative to its root, with `/`. */
export interface WatchedInputs {
  /** Inputs in other folders than the rest, such as an extended tsconfig outside of the project. */
  readonly elsewhere: readonly string[];
  readonly isFile: (path: string) => boolean;
  /** True when the folder may hold inputs. */
  readonly isFolder: (path: string) => boolean;
}

const locks = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/**
 * Returns the inputs of a project: the actions, package.json, the lockfile, tsconfig.json beside the actions and above, and
 * the files of `configuration`. Files that codegen writes are none.
 */
export function inputsOf(
  project: Pick<Project, "actions" | "out">,
  configuration: readonly string[] = [],
): WatchedInputs {
  const inputs = inputsWithin(project);
  const elsewhere = configuration.filter((path) => !inputs.isFile(path));
  const folders = new Set(elsewhere.map((path) => dirname(path)));
  return {
    elsewhere,
    isFile: (path) => inputs.isFile(path) || elsewhere.includes(path),
    isFolder: (path) => inputs.isFolder(path) || folders.has(path),
  };
}

function inputsWithin({ actions, out }: Pick<Project, "actions" | "out">): Omit<WatchedInputs, "elsewhere"> {
  const above = [...foldersAbove(actions), ""];
  const isGenerated = (path: string): boolean => isWithin(path, out) && !isWithin(actions, out);
  const isVisible = (path: string): boolean =>
    path
      .slice(actions.length + 1)
      .split("/")
      .every((segment) => !segment.startsWith(".") && segment !== "node_modules");
  const isAction = (path: string): boolean => isWithin(path, actions) && isVisible(path) && !isGenerated(path);
  return {
    isFolder: (path) => path === actions || above.includes(path) || isAction(path),
    isFile: (path) => {
      const folder = path.includes("/") ? dirname(path) : "";
      const name = path.slice(path.lastIndexOf("/") + 1);
      if (/^tsconfig(?:\..+)?\.json$/.test(name) && (folder === actions || above.includes(folder))) return true;
      if (folder === "" && (name === "package.json" || locks.includes(name))) return true;
      return isAction(path) && /\.(?:[cm]?tsx?|json|ya?ml)$/.test(name) && !/\.test\.(?:[cm]?ts|tsx)$/.test(name);
    },
  };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
