import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, type JsonObject } from "../../../runtime/contract/json.js";

/** Files by which package managers mark the root of a workspace besides package.json. */
const markers = ["pnpm-workspace.yaml", "lerna.json"];

/** Returns the absolute path of the workspace that a folder is part of; the folder itself where there is none. */
export function findWorkspace(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (workspacesOf(folder) !== undefined || markers.some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return root;
  }
}

/** Returns the names of the packages in a workspace. */
export function workspacePackages(workspace: string): ReadonlySet<string> {
  const patterns = workspacesOf(workspace) ?? pnpmPatterns(workspace);
  const folders = patterns.filter((pattern) => !pattern.startsWith("!")).flatMap((each) => foldersOf(workspace, each));
  const names = folders.map((folder) => readJson(join(folder, "package.json"))?.name);
  return new Set(names.filter((name) => typeof name === "string"));
}

function workspacesOf(folder: string): readonly string[] | undefined {
  const workspaces = readJson(join(folder, "package.json"))?.workspaces;
  const list = isJsonObject(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(list) ? list.filter((pattern) => typeof pattern === "string") : undefined;
}

/** Returns the patterns of pnpm-workspace.yaml, which are a plain list. */
function pnpmPatterns(folder: string): readonly string[] {
  const file = join(folder, "pnpm-workspace.yaml");
  if (!existsSync(file)) return [];
  return [...readFileSync(file, "utf8").matchAll(/^\s*-\s*["']?([^"'\n#]+?)["']?\s*(?:#.*)?$/gm)].map(
    ([, each = ""]) => each,
  );
}

/** Returns the folders that a pattern such as `packages/*` names; `**` stands for one level and for two. */
function foldersOf(root: string, pattern: string): readonly string[] {
  let folders = [root];
  for (const part of pattern.split("/").filter((each) => each !== "" && each !== ".")) {
    folders = folders.flatMap((folder) => {
      if (part === "**") return [folder, ...childrenOf(folder), ...childrenOf(folder).flatMap(childrenOf)];
      return part.includes("*") ? childrenOf(folder) : [join(folder, part)];
    });
  }
  return folders;
}

function childrenOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".")
      ? [join(folder, entry.name)]
      : [],
  );
}

function readJson(path: string): JsonObject | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
