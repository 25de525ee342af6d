import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../model/project.js";
import { codegenVersion } from "./fingerprint.js";

/** The files by which package managers say what is installed. */
const lockfiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
  "node_modules/.package-lock.json",
] as const;

/** Changes with whatever may change every result: codegen itself, Node, what is installed, the project's configuration. */
export function conditionsOf(project: Project): string {
  const hash = createHash("sha256");
  const add = (text: string): unknown => hash.update(`${text.length}\n`).update(text);
  add(codegenVersion());
  add(process.versions.node);
  add(JSON.stringify([project.root, project.actions, project.out, project.include]));
  add(project.packageJson.text);
  for (const folder of foldersAbove(project.root)) for (const name of lockfiles) add(readIfThere(join(folder, name)));
  return hash.digest("base64url");
}

/** The project's folder and those above it, in one of which a workspace keeps its lockfile. */
function foldersAbove(root: string): readonly string[] {
  const parent = dirname(root);
  return parent === root ? [root] : [root, ...foldersAbove(parent)];
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // What is not there decides nothing.
    return "";
  }
}
