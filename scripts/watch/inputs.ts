import { dirname } from "node:path/posix";
import type { Project } from "../../codegen/project.js";

/** Which paths below a project's root decide what is generated; paths are relative to the root, with `/`. */
export interface Inputs {
  readonly isFile: (path: string) => boolean;
  /** Whether files that count may lie in the folder. */
  readonly isFolder: (path: string) => boolean;
}

const locks = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** The actions, package.json, the lockfile, and tsconfig.json beside the actions and above. Nothing that codegen writes. */
export function inputsOf({ actions, out }: Pick<Project, "actions" | "out">): Inputs {
  const above = foldersAbove(actions);
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
      return isAction(path) && /\.(?:[cm]?tsx?|json|ya?ml)$/.test(name) && !/\.test\.ts$/.test(name);
    },
  };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The folders above, the root (`""`) among them. */
function foldersAbove(path: string): readonly string[] {
  if (path === "") return [];
  const parent = path.includes("/") ? dirname(path) : "";
  return [parent, ...foldersAbove(parent)];
}
