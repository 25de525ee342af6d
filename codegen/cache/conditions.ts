import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { sha256OfTexts } from "../model/hash.js";
import type { Project } from "../model/project.js";
import { codegenVersion, readTextOrEmpty } from "./fingerprint.js";

/** Files in which package managers list the installed packages. */
const lockfiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
  "node_modules/.package-lock.json",
] as const;

/** Returns a hash of everything that may change all results: codegen, Node, TypeScript, installed packages, the project's configuration. */
export function conditionsOf(project: Project): string {
  const facts = [
    codegenVersion(),
    process.versions.node,
    readTextOrEmpty(createRequire(import.meta.url).resolve("typescript/package.json")),
    JSON.stringify([project.root, project.actions, project.out, project.include, [...project.packages]]),
    project.workspace ?? project.root,
    project.packageJson.text,
    // As Latin-1, because some lockfiles are binary.
    ...folderAndAncestors(project.root).flatMap((folder) =>
      lockfiles.map((name) => readTextOrEmpty(join(folder, name), "latin1")),
    ),
  ];
  return sha256OfTexts(facts, "base64url");
}

/** A folder and those above it: a workspace keeps its lockfile in one of them. */
function folderAndAncestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...folderAndAncestors(parent)];
}
